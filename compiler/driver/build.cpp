#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "driver/build_bundles.h"
#include "driver/build_root.h"
#include "driver/build_signers.h"
#include "driver/carry.h"
#include "driver/pipeline.h"
#include "driver/site_templates.h"
#include "emit/interop/interop.h"
#include "emit/model/model.h"
#include "emit/notes/notes.h"
#include "emit/site/site.h"
#include "policy/catalogue.h"
#include "publish/disk.h"
#include "publish/manifest.h"
#include "publish/sign.h"

namespace ensign::driver {
namespace {

bool wants(const Emission& emission, std::string_view part) {
  return emission.only.empty() ||
         std::find(emission.only.begin(), emission.only.end(), part) != emission.only.end();
}

void append(emit::OutFiles& all, emit::OutFiles more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

struct Emitted {
  emit::OutFiles files;
  emit::OutFiles timestamps;  // that the manifest does not list
  publish::HistoryNote history;
};

Result<Emitted> emit_all(const seal::GovernedModel& governed, const source::Snapshot& snapshot,
                         const Input& input, const Emission& emission, Proofs proofs,
                         Built& built) {
  Emitted emitted;
  emit::OutFiles& files = emitted.files;
  const auto templates = site_templates(snapshot, governed.model().config.layout);
  if (wants(emission, "bundles")) {
    input.on_step("bundles");
    BundleOutput bundles = TRY(bundle_files(governed, input, emission, proofs, built));
    proofs.clear();  // large, and not needed any more
    append(files, std::move(bundles.files));
    emitted.timestamps = std::move(bundles.timestamps);
    emitted.history = {std::move(bundles.rewritten), emission.history_reason};
  }
  if (wants(emission, "site")) {
    input.on_step("site");
    append(files, TRY(emit::site(governed, policy::embedded_pages(), templates, input.threads,
                                 emit::subscriptions(governed))));
  }
  if (wants(emission, "notes")) {
    input.on_step("notes");
    append(files, TRY(emit::notes(governed, templates)));
  }
  if (wants(emission, "interop")) {
    input.on_step("interop");
    append(files, emit::interop(governed));
  }
  if (wants(emission, "model")) {
    input.on_step("model");
    files.push_back(emit::model_json(governed, snapshot, input.threads));
  }
  return emitted;
}

// The channel that is asked for may not be there.
std::optional<Failure> mistake_in(const model::Config& config, const Emission& emission) {
  if (!emission.channel) return std::nullopt;
  std::string names;
  for (const model::Channel& channel : config.channels) {
    if (*channel.name == *emission.channel) return std::nullopt;
    names += (names.empty() ? " " : ", ") + *channel.name;
  }
  return Failure{fmt::format("no channel is named `{}`", *emission.channel),
                 fmt::format("channels are declared under `channels:` in ensign.yaml:{}",
                             names.empty() ? " there is none" : names)};
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
  const std::string before = emission.previous.value_or(emission.out);
  Proofs proofs = emission.first ? Proofs() : proofs_before(before);
  trust::Shipped shipped = shipped_before(before, proofs);
  Checked checked = TRY(check(input, policy::Question::shippable, &shipped));
  Built built;
  built.snapshot = std::move(checked.snapshot);
  built.remarks = std::move(checked.remarks);
  built.mistake = mistake_in(checked.model.config, emission);
  if (built.mistake) return built;
  TRY(refuse_governed_output(input, emission, checked.model.config.layout));
  TRY(refuse_strangers(checked.model, emission.keys));
  if (!emission.first) {
    TRY(expect_known_root(checked.model, before, proofs));
  }

  input.on_step("seal");
  std::vector<seal::Carried> carried;
  if (checked.verdict.sound) {
    carried = TRY(carry_over(checked.model, checked.verdict, emission, shipped));
  }
  shipped = {};  // large, and not needed any more
  auto sealed =
      seal::seal(std::move(checked.model), std::move(checked.verdict), std::move(carried));
  if (!sealed) {
    built.report = std::move(sealed.error().report);
    return built;
  }
  // Beyond this point everything is checked, and nothing but the disk can fail.
  built.report = sealed->report();
  for (const seal::Carried& one : sealed->carried()) {
    built.carried.push_back(fmt::format("{} {}: {}", one.subject,
                                        one.flag ? "ships as before" : "is left out", one.why));
  }
  Emitted emitted =
      TRY(emit_all(*sealed, built.snapshot, input, emission, std::move(proofs), built));
  emit::OutFiles& files = emitted.files;
  input.on_step("manifest");
  files.push_back(
      publish::manifest(*sealed, built.snapshot, files, emitted.history, input.threads));
  if (const crypto::SecretKey* key = manifest_key(sealed->model(), emission.keys)) {
    files.push_back(publish::sign_once(files.back(), publish::manifest_comment(*sealed), *key));
  }
  append(files, std::move(emitted.timestamps));
  input.on_step("write");
  TRY(publish::write_output(emission.out, files, emission.link_unchanged, input.threads));
  built.written = true;
  built.files = files.size();
  return built;
}

}  // namespace ensign::driver
