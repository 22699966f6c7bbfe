#include <algorithm>
#include <fmt/format.h>

#include "policy/duty.h"
#include "policy/exposure.h"
#include "policy/progress.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

bool serves(const model::Stage& stage, const model::Flag& flag) {
  return std::ranges::any_of(stage.serves,
                             [&](const auto& served) { return *served.first.name == *flag.key; });
}

// A feature earns the right to be on: some stage that reaches this environment serves the flag, has
// gates at its entry, and all of them have passed.
bool is_earned(const model::Model& model, const model::Flag& flag,
               const model::FlagEnvironment& environment) {
  return std::ranges::any_of(model.plans, [&](const model::Plan& plan) {
    return std::ranges::any_of(plan.stages, [&](const model::Stage& stage) {
      return *stage.environment == *environment.environment && serves(stage, flag) &&
             !stage.entry.empty() && all_passed(model, plan, stage.entry);
    });
  });
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto duty = asked(model, flag, model::Duty::off_in_production);
    const auto safe = safe_variant(flag);
    if (!duty || !safe) continue;
    for (const model::FlagEnvironment& environment : flag.environments) {
      if (!is_production(model, environment) || environment.serve.shares.empty()) continue;
      if (serves_all(environment.serve, *safe) || is_earned(model, flag, environment)) continue;
      auto& finding = report.add(
          rule.info, environment.serve.span,
          fmt::format("flag `{}` {} and is on in `{}` for everybody, and no stage led there",
                      *flag.key, duty->because, *environment.environment),
          fmt::format("serve `{}` by default and turn it on stage by stage, or record the evidence "
                      "of the gates that it has passed",
                      *flag.variants[*safe].name));
      finding.labels.push_back({duty->span, "asks for it"});
      if (duty->where.begin != duty->where.end) {
        finding.labels.push_back({duty->where, "asked here"});
      }
    }
  }
}

}  // namespace

const Rule on_without_evidence{
    {"EN211", "on-without-evidence", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
