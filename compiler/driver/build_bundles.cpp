#include "driver/build_bundles.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "crypto/digest.h"
#include "driver/build_kills.h"
#include "driver/build_lifts.h"
#include "driver/build_origin.h"
#include "driver/build_proof.h"
#include "driver/build_signers.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/log.h"
#include "emit/bundle/plain.h"
#include "emit/bundle/target.h"
#include "publish/log.h"
#include "publish/previous.h"
#include "publish/sign.h"
#include "trust/protection.h"

namespace ensign::driver {
namespace {

// The environments that this build publishes: all, or those of the channel, which is there.
std::vector<std::string> published(const model::Config& config, const Emission& emission) {
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
  return names;
}

// What was published before: the bundles and, of each, its log.
struct Before {
  std::string folder;
  std::map<std::string, emit::PreviousBundle> bundles;
  std::map<std::string, publish::CarriedLog> logs;
};

Result<Before> published_before(const model::Model& model, const Emission& emission,
                                const std::vector<std::string>& environments) {
  Before before;
  if (emission.first) return before;
  before.folder = emission.previous.value_or(emission.out);
  if (emission.previous && !publish::has_bundles(before.folder)) {
    return failure(fmt::format("{} holds no bundles", before.folder),
                   "`--previous` takes the output folder of the last build; for the very first "
                   "build use `--first`");
  }
  for (const std::string& environment : environments) {
    // Keys in the root are asked for only by who signs: an unsigned build asks for no signature.
    const auto keys = emission.keys.empty() ? std::vector<crypto::PublicKey>()
                                            : trusted_keys(model, environment, emission.keys);
    before.bundles.merge(
        TRY(publish::read_previous(before.folder, *model.config.project, {environment}, keys)));
    const auto bundle = before.bundles.find(environment);
    if (bundle == before.bundles.end()) continue;
    before.logs.emplace(environment, TRY(publish::read_log(before.folder, bundle->second, keys)));
  }
  return before;
}

template <typename Item>
void append(std::vector<Item>& all, std::vector<Item> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The files of one environment, signed by the keys that may sign there.
class Files {
 public:
  explicit Files(const Signers::Keys& keys) : keys_(keys) {}

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
  const Signers::Keys& keys_;
  emit::OutFiles files_;
};

// bundles/<env>/flagd.json, with the kills in force applied to it.
Result<emit::OutFile> flagd_of(const emit::Bundle& bundle, const Kills& kills) {
  std::vector<emit::Overlay> overlays;
  for (const publish::FoundOverlay& one : kills.carried) overlays.push_back(one.overlay);
  return emit::flagd_document(bundle.environment, bundle.document, overlays);
}

struct EnvironmentFiles {
  emit::OutFiles files;
  Kills kills;
};

Result<EnvironmentFiles> files_of(const seal::GovernedModel& governed, const emit::Bundle& bundle,
                                  const Before& before, const Signers& signers) {
  const model::Model& model = governed.model();
  Files files(signers.bundle(bundle.environment));
  files.add_signed(bundle.file, bundle.trusted_comment);
  for (emit::TargetFile& target : emit::targets(governed, bundle)) {
    files.add_signed(std::move(target.file), target.trusted_comment);
  }
  Kills kills;
  if (!before.folder.empty()) {
    const auto ladder = TRY(emit::ladder_of(bundle.document));
    kills = TRY(carried_kills(model, before.folder, bundle.environment, ladder.lifted));
  }
  for (const publish::FoundOverlay& one : kills.carried) {
    for (emit::OutFile& file : publish::overlay_files(one)) files.add(std::move(file));
  }
  files.add(TRY(flagd_of(bundle, kills)));
  files.add(emit::environment_file(model, bundle, governed.carried()));
  const auto log = before.logs.find(bundle.environment);
  files.add_log(bundle, log == before.logs.end() ? nullptr : &log->second);
  return EnvironmentFiles{files.take(), std::move(kills)};
}

emit::OutFiles timestamp_files(const model::Model& model, const emit::Bundle& bundle,
                               const Kills& kills, const crypto::SecretKey& key) {
  const emit::Timestamp timestamp = timestamp_of(model, bundle, kills);
  emit::OutFile file = emit::timestamp_file(timestamp);
  emit::OutFile signature = publish::sign_once(file, emit::timestamp_comment(timestamp), key);
  return {std::move(file), std::move(signature)};
}

std::map<std::string, std::string> source_commits(
    const std::map<std::string, emit::PreviousBundle>& bundles) {
  std::map<std::string, std::string> commits;
  for (const auto& [environment, bundle] : bundles) commits.emplace(environment, bundle.commit);
  return commits;
}

std::vector<std::string> protected_among(const model::Model& model,
                                         const std::vector<std::string>& environments) {
  std::vector<std::string> found;
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    const std::string& name = *model.config.environments[i].name;
    const bool is_built = std::ranges::find(environments, name) != environments.end();
    if (is_built && trust::is_protected(model, i)) found.push_back(name);
  }
  return found;
}

}  // namespace

Result<BundleOutput> bundle_files(const seal::GovernedModel& governed, const Input& input,
                                  const Emission& emission, const Proofs& proofs, Built& built) {
  const model::Model& model = governed.model();
  const auto environments = published(model.config, emission);
  const auto protected_ones = protected_among(model, environments);
  const Signers signers = TRY(Signers::make(model, environments, emission.keys));
  const Before before = TRY(published_before(model, emission, environments));
  OriginChecked origin =
      TRY(check_origin(model, input, emission, protected_ones, source_commits(before.bundles)));
  append(built.remarks, signers.remarks());
  append(built.remarks, std::move(origin.remarks));
  BundleOutput output;
  output.rewritten = std::move(origin.rewritten);
  Lifts lifts = lifted_kills(model, built.snapshot, input.threads);
  append(built.remarks, std::move(lifts.remarks));
  std::vector<emit::Bundle> all = emit::bundles(governed, before.bundles, lifts.lifted);
  append(output.files, root_files(model));
  for (emit::Bundle& bundle : all) {
    if (std::ranges::find(environments, bundle.environment) == environments.end()) continue;
    const auto shipped = before.bundles.find(bundle.environment);
    auto proof = TRY(proof_file(governed, built.snapshot, bundle, proofs,
                                shipped == before.bundles.end() ? nullptr : &shipped->second,
                                input.threads));
    if (proof) output.files.push_back(std::move(*proof));
    EnvironmentFiles own = TRY(files_of(governed, bundle, before, signers));
    const bool guarded =
        std::ranges::find(protected_ones, bundle.environment) != protected_ones.end();
    if (guarded && signers.timestamp() != nullptr) {
      append(output.timestamps, timestamp_files(model, bundle, own.kills, *signers.timestamp()));
    }
    append(output.files, std::move(own.files));
    append(built.remarks, std::move(own.kills.remarks));
    built.bundles.push_back(fmt::format("{} seq {}{}", bundle.environment, bundle.seq,
                                        bundle.reused ? " (unchanged)" : ""));
  }
  return output;
}

}  // namespace ensign::driver
