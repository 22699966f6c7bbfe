#include "client/proof_model.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "emit/bundle/proof_statements.h"
#include "source/snapshot.h"
#include "trust/anchors.h"
#include "trust/said.h"

namespace ensign::client {
namespace {

// Names of flags and their folders cannot be looked up in a proof: no flag file is in it. What
// policy and configuration mean does not depend on them.
bool is_about_flags(const report::Finding& finding) {
  constexpr std::array<std::string_view, 4> names{"unknown-area", "unknown-flag", "unknown-segment",
                                                  "unknown-subject"};
  return std::ranges::find(names, std::string_view(finding.rule->name)) != names.end();
}

Result<void> expect_sound(const source::Snapshot& snapshot, const report::Report& report) {
  for (const report::Finding& finding : report.findings()) {
    if (finding.severity != report::Severity::error || is_about_flags(finding)) continue;
    const std::string path = static_cast<std::size_t>(finding.span.file) < snapshot.files().size()
                                 ? snapshot.file(finding.span.file).path
                                 : "ensign.yaml";
    return failure(fmt::format("{} in the proof: {}", path, finding.message), finding.help);
  }
  return {};
}

// The newest alone: that it follows from the one that is pinned was found out before.
Result<void> add_root(const emit::Proof& proof, const model::Root& root, model::Model& model) {
  if (proof.roots.back().root != root.bytes) {
    return failure(fmt::format("the proof does not end in version {} of the root, which is the "
                               "newest that is trusted here",
                               root.version),
                   "build again under the newest root");
  }
  model::RootFile file;
  file.root = root;
  file.signatures = proof.roots.back().signatures;
  model.roots.clear();
  model.roots.push_back(std::move(file));
  model.pin = root.digest;
  return {};
}

// The revision under which most was agreed last; the statements that count name these bytes.
std::int64_t revision_of(const model::Model& model, const trust::Anchor& anchor) {
  std::int64_t revision = 0;
  for (const std::size_t index : anchor.statements) {
    const auto said = trust::said_of(model, model.statements[index], "file/" + anchor.path);
    if (said) revision = std::max(revision, said->revision);
  }
  return revision;
}

// Why a file that people signed is not approved: somebody asks about a day before they did.
std::string why_not(const model::Model& model) {
  const auto late = std::ranges::count_if(model.statements, [&](const model::Statement& one) {
    return one.issued->seconds > model.as_of.seconds + trust::clock_tolerance;
  });
  if (late == 0) return "it was changed by somebody who may not, or the proof is incomplete";
  return fmt::format(
      "{} of the {} statements in the proof are later than {}, the day that is asked "
      "about: ask about a later one with `--as-of`",
      late, model.statements.size(), to_string(model.as_of));
}

Result<void> take_anchors(const emit::Proof& proof, TrustedModel& trusted) {
  const trust::Anchors anchors = trust::anchors(trusted.model);
  if (anchors.fault) return std::unexpected(*anchors.fault);
  for (const trust::Anchor& anchor : anchors.files) {
    if (!anchor.holds()) {
      return failure(
          fmt::format("{} in the proof is approved by {} of the {} people that the role `{}` of "
                      "the root asks for",
                      anchor.path, anchor.people.size(), anchor.threshold, anchor.role),
          why_not(trusted.model));
    }
    trusted.files.push_back({"file/" + anchor.path,
                             crypto::hex(crypto::sha256(proof.files.at(anchor.path))),
                             revision_of(trusted.model, anchor)});
  }
  std::ranges::sort(trusted.files, {}, &TrustFile::subject);
  trusted.honoured = trust::honoured(trusted.model, anchors);
  return {};
}

}  // namespace

Result<TrustedModel> trusted_model(const emit::Proof& proof, const model::Root& root, Instant now,
                                   unsigned threads) {
  // Beside the root, so that the decoders know that there is one: only then bytes are compared.
  std::map<std::string, std::string> files = proof.files;
  const auto config = files.find("ensign.yaml");
  const model::Layout layout =
      model::read_layout(config == files.end() ? std::string_view() : config->second);
  files[fmt::format("{}/root/{}.json", layout.trust, root.version)] = root.bytes;
  const source::Snapshot snapshot = source::Snapshot::from_memory(files, now);
  model::ReadResult read = model::read(snapshot, threads);
  TRY(expect_sound(snapshot, read.report));
  TrustedModel trusted;
  trusted.model = std::move(read.model);
  trusted.model.policy.complete = true;  // but for names of flags and areas, which say nothing here
  if (*trusted.model.config.project != root.project) {
    return failure(
        fmt::format("ensign.yaml in the proof is of project {}", *trusted.model.config.project));
  }
  TRY(add_root(proof, root, trusted.model));
  emit::add_statements(proof, trusted.model);
  TRY(take_anchors(proof, trusted));
  return trusted;
}

}  // namespace ensign::client
