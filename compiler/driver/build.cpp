#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "driver/pipeline.h"
#include "emit/bundle/bundle.h"
#include "emit/notes/notes.h"
#include "emit/site/site.h"
#include "policy/catalogue.h"
#include "publish/disk.h"
#include "publish/manifest.h"
#include "publish/previous.h"
#include "publish/sign.h"

namespace ensign::driver {
namespace {

bool wants(const Emission& emission, std::string_view part) {
  return emission.only.empty() ||
         std::find(emission.only.begin(), emission.only.end(), part) != emission.only.end();
}

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

using PreviousBundles = std::map<std::string, emit::PreviousBundle>;

Result<PreviousBundles> previous_bundles(const model::Config& config, const Emission& emission,
                                         const std::vector<std::string>& environments) {
  if (emission.first) return PreviousBundles{};
  const std::string folder = emission.previous.value_or(emission.out);
  if (emission.previous && !publish::has_bundles(folder)) {
    return failure(fmt::format("{} holds no bundles", folder),
                   "`--previous` takes the output folder of the last build; for the very first "
                   "build use `--first`");
  }
  std::vector<crypto::PublicKey> keys;
  for (const crypto::SecretKey& key : emission.keys) keys.push_back(key.public_key());
  return publish::read_previous(folder, *config.project, environments, keys);
}

Result<emit::OutFiles> bundle_files(const seal::GovernedModel& governed, const Emission& emission,
                                    Built& built) {
  const model::Config& config = governed.model().config;
  const auto environments = TRY(published(config, emission));
  const auto previous = TRY(previous_bundles(config, emission, environments));
  emit::OutFiles files;
  for (const emit::Bundle& bundle : emit::bundles(governed, previous)) {
    const bool is_published = std::find(environments.begin(), environments.end(),
                                        bundle.environment) != environments.end();
    if (!is_published) continue;
    files.push_back(bundle.file);
    for (auto& signature : publish::sign_bundle(bundle, emission.keys)) {
      files.push_back(std::move(signature));
    }
    built.bundles.push_back(fmt::format("{} seq {}{}", bundle.environment, bundle.seq,
                                        bundle.reused ? " (unchanged)" : ""));
  }
  return files;
}

void append(emit::OutFiles& all, emit::OutFiles more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The repository's own templates, which win over those that are built in.
emit::OutFiles overrides(const source::Snapshot& snapshot, const model::Layout& layout) {
  emit::OutFiles files;
  const std::string prefix = layout.site_templates + "/";
  for (const source::File& file : snapshot.files()) {
    if (file.path.starts_with(prefix)) {
      files.push_back({file.path.substr(prefix.size()), file.bytes});
    }
  }
  return files;
}

Result<emit::OutFiles> emit_all(const seal::GovernedModel& governed,
                                const source::Snapshot& snapshot, const Input& input,
                                const Emission& emission, Built& built) {
  emit::OutFiles files;
  const auto templates = overrides(snapshot, governed.model().config.layout);
  if (wants(emission, "bundles")) {
    input.on_step("bundles");
    append(files, TRY(bundle_files(governed, emission, built)));
  }
  if (wants(emission, "site")) {
    input.on_step("site");
    append(files, TRY(emit::site(governed, policy::embedded_pages(), templates, input.threads)));
  }
  if (wants(emission, "notes")) {
    input.on_step("notes");
    append(files, TRY(emit::notes(governed, templates)));
  }
  return files;
}

// The output may not lie in, or hold, what is governed: a build must never write its own source.
Result<void> refuse_governed_output(const Input& input, const Emission& emission,
                                    const model::Layout& layout) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const std::string out = fs::weakly_canonical(fs::absolute(emission.out), ignored).string() + "/";
  for (const std::string& root : model::roots(layout)) {
    const std::string governed =
        fs::weakly_canonical(fs::absolute(input.repository) / root, ignored).string() + "/";
    if (out.starts_with(governed) || governed.starts_with(out)) {
      return failure(
          fmt::format("the output folder {} and the governed {} overlap", emission.out, root),
          "choose a folder outside, for example `out`");
    }
  }
  return {};
}

}  // namespace

Result<Built> build(const Input& input, const Emission& emission) {
  Checked checked = TRY(check(input, policy::Question::shippable));
  Built built;
  built.snapshot = std::move(checked.snapshot);
  built.remarks = std::move(checked.remarks);
  TRY(refuse_governed_output(input, emission, checked.model.config.layout));

  auto sealed = seal::seal(std::move(checked.model), std::move(checked.verdict));
  if (!sealed) {
    built.report = std::move(sealed.error().report);
    return built;
  }
  // Beyond this point everything is checked, and nothing but the disk can fail.
  built.report = sealed->report();
  emit::OutFiles files = TRY(emit_all(*sealed, built.snapshot, input, emission, built));
  input.on_step("write");
  files.push_back(publish::manifest(*sealed, built.snapshot, files));
  if (!emission.keys.empty()) {
    files.push_back(publish::sign_manifest(files.back(), publish::manifest_comment(*sealed),
                                           emission.keys.front()));
  }
  TRY(publish::write_output(emission.out, files, emission.link_unchanged));
  built.written = true;
  built.files = files.size();
  return built;
}

}  // namespace ensign::driver
