#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/nearest.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  std::vector<std::string_view> milestones;
  for (const model::Release& release : model.releases) milestones.push_back(release.milestone);
  for (const model::Note& note : model.notes) {
    const bool known =
        std::find(milestones.begin(), milestones.end(), note.milestone) != milestones.end();
    if (known) continue;
    const std::string_view close = nearest(note.milestone, milestones);
    report.add(rule.info, note.milestone_span,
               fmt::format("no release belongs to milestone `{}`", note.milestone),
               close.empty() ? std::string("write its release (`ensign new release`), or name a "
                                           "milestone that a release has")
                             : fmt::format("did you mean `{}`?", close));
  }
}

}  // namespace

const Rule milestone_unknown{
    {"EN602", "milestone-unknown", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
