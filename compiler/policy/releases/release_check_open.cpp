#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Release& release : model.releases) {
    if (*release.state != model::ReleaseState::released) continue;
    for (const model::NamedCheck& check : release.checks) {
      if (*check.item.done) continue;
      auto& finding = report.add(rule.info, check.item.done.span,
                                 fmt::format("release {} is out, but \"{}\" is still open",
                                             *release.version, *check.item.item),
                                 "do it and name its evidence, or set `state: planned`");
      finding.labels.push_back({release.state.span, "released here"});
    }
  }
}

}  // namespace

const Rule release_check_open{
    {"EN601", "release-check-open", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
