#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// A stage that only waits or gathers evidence has nothing to take back.
bool changes_flags(const model::Stage& stage) {
  return !stage.serves.empty() ||
         std::any_of(stage.steps.begin(), stage.steps.end(),
                     [](const model::Step& step) { return !step.serves.empty(); });
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      if (stage.rollback || !changes_flags(stage)) continue;
      report.add(rule.info, stage.id.span, fmt::format("stage `{}` has no way back", *stage.id),
                 "name a playbook under `rollback:` of the stage");
    }
  }
}

}  // namespace

const Rule rollback_missing{
    {"EN502", "rollback-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
