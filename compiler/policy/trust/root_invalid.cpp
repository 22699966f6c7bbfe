#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/anchors.h"
#include "trust/root_chain.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const trust::Anchors anchors = trust::anchors(model);
  if (!anchors.fault) return;
  report.add(rule.info, Span{anchors.faulty->file, 0, 0}, anchors.fault->message,
             anchors.fault->help);
}

std::size_t index_of(const model::Model& model, const crypto::Sha256& digest) {
  const auto found = std::ranges::find(
      model.roots, digest, [](const model::RootFile& file) { return file.root.digest; });
  return static_cast<std::size_t>(found - model.roots.begin());
}

// A change goes on from the root that held before it; whoever pins a later one has said that they
// begin again.
void check_change(const model::Model& base, const model::Model& head, const Rule& rule,
                  report::Report& report) {
  if (base.roots.empty()) return;
  const model::Root& before = base.roots.back().root;
  if (head.roots.empty()) {
    report.add(rule.info, Span{head.config.span.file, 0, 0},
               fmt::format("version {} of the root of trust was there, and now there is none",
                           before.version),
               "bring trust/root back: without it nobody is asked for anything");
    return;
  }
  const std::size_t known = index_of(head, before.digest);
  const bool begins_again = head.pin && index_of(head, *head.pin) < head.roots.size() &&
                            *head.pin != before.digest &&
                            head.roots[index_of(head, *head.pin)].root.version > before.version;
  if (begins_again) return;
  if (known == head.roots.size()) {
    report.add(rule.info, Span{head.roots.back().file, 0, 0},
               fmt::format("this does not go on from version {} of the root, which held before "
                           "the change",
                           before.version),
               "keep every version as it was signed, and add the next one");
    return;
  }
  std::vector<trust::RootWithSignatures> versions;
  for (const model::RootFile& file : head.roots) {
    versions.push_back({&file.root, file.signatures});
  }
  const trust::Walk walked = trust::follow(versions, before.digest);
  if (!walked.fault) return;
  report.add(rule.info, Span{head.roots[walked.index].file, 0, 0}, walked.fault->message,
             walked.fault->help);
}

}  // namespace

const Rule root_invalid{
    {"EN701", "root-invalid", report::Severity::error, report::RuleClass::unsound},
    check,
    check_change};

}  // namespace ensign::policy
