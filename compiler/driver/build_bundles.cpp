#include "driver/build_bundles.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/log.h"
#include "emit/bundle/plain.h"
#include "emit/bundle/target.h"
#include "publish/log.h"
#include "publish/previous.h"
#include "publish/sign.h"

namespace ensign::driver {
namespace {

// The environments that this build publishes: all, or those of the channel.
Result<std::vector<std::string>> published(const model::Config& config, const Emission& emission) {
  std::vector<std::string> names;
  if (!emission.channel) {
    for (const model::Environment& environment : config.environments) {
      names.push_back(*environment.name);
    }
    return names;
  }
  for (const model::Channel& channel : config.channels) {
    if (*channel.name != *emission.channel) continue;
    for (const auto& environment : channel.environments) names.push_back(*environment);
    return names;
  }
  return failure(fmt::format("no channel is named `{}`", *emission.channel),
                 "channels are declared under `channels:` in ensign.yaml");
}

// What was published before: the bundles and, of each, its log.
struct Before {
  std::map<std::string, emit::PreviousBundle> bundles;
  std::map<std::string, publish::CarriedLog> logs;
};

Result<Before> published_before(const model::Config& config, const Emission& emission,
                                const std::vector<std::string>& environments) {
  Before before;
  if (emission.first) return before;
  const std::string folder = emission.previous.value_or(emission.out);
  if (emission.previous && !publish::has_bundles(folder)) {
    return failure(fmt::format("{} holds no bundles", folder),
                   "`--previous` takes the output folder of the last build; for the very first "
                   "build use `--first`");
  }
  std::vector<crypto::PublicKey> keys;
  for (const crypto::SecretKey& key : emission.keys) keys.push_back(key.public_key());
  before.bundles = TRY(publish::read_previous(folder, *config.project, environments, keys));
  for (const auto& [environment, bundle] : before.bundles) {
    before.logs.emplace(environment, TRY(publish::read_log(folder, bundle, keys)));
  }
  return before;
}

void append(emit::OutFiles& all, emit::OutFiles more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

class Files {
 public:
  explicit Files(std::span<const crypto::SecretKey> keys) : keys_(keys) {}

  void add(emit::OutFile file) { files_.push_back(std::move(file)); }

  void add_signed(emit::OutFile file, const std::string& comment) {
    append(files_, publish::sign(file, comment, keys_));
    files_.push_back(std::move(file));
  }

  // The newest entry gets signatures of all keys, like the bundle that it is of: so a new key
  // vouches for the log from its first build on. Signatures are deterministic, so those that are
  // there already come out the same and are written once.
  void add_log(const emit::Bundle& bundle, const publish::CarriedLog* log) {
    emit::OutFile newest = log == nullptr ? emit::OutFile() : log->newest;
    if (log != nullptr) append(files_, log->files);
    if (!bundle.reused) {
      newest = emit::log_entry(
          bundle, log == nullptr ? std::string() : crypto::hex(crypto::sha256(log->newest.bytes)));
      files_.push_back(newest);
    }
    const auto entry = emit::read_log_entry(newest.bytes);
    for (auto& signature : publish::sign(newest, emit::log_comment(*entry), keys_)) {
      const bool is_there =
          std::ranges::find(files_, signature.path, &emit::OutFile::path) != files_.end();
      if (!is_there) files_.push_back(std::move(signature));
    }
  }

  emit::OutFiles take() { return std::move(files_); }

 private:
  std::span<const crypto::SecretKey> keys_;
  emit::OutFiles files_;
};

}  // namespace

Result<emit::OutFiles> bundle_files(const seal::GovernedModel& governed, const Emission& emission,
                                    Built& built) {
  const model::Model& model = governed.model();
  const auto environments = TRY(published(model.config, emission));
  const Before before = TRY(published_before(model.config, emission, environments));
  Files files(emission.keys);
  for (const emit::Bundle& bundle : emit::bundles(governed, before.bundles)) {
    if (std::ranges::find(environments, bundle.environment) == environments.end()) continue;
    const auto log = before.logs.find(bundle.environment);
    files.add_signed(bundle.file, bundle.trusted_comment);
    for (emit::TargetFile& target : emit::targets(model, bundle)) {
      files.add_signed(std::move(target.file), target.trusted_comment);
    }
    files.add(TRY(emit::flagd_document(bundle.environment, bundle.document, {})));
    files.add(emit::environment_file(model, bundle));
    files.add_log(bundle, log == before.logs.end() ? nullptr : &log->second);
    built.bundles.push_back(fmt::format("{} seq {}{}", bundle.environment, bundle.seq,
                                        bundle.reused ? " (unchanged)" : ""));
  }
  return files.take();
}

}  // namespace ensign::driver
