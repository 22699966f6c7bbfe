#include <algorithm>
#include <fmt/format.h>

#include "policy/ability.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  if (model.roots.empty()) return;
  const auto able = able_people(model);
  for (const model::ApprovalRule& asked : model.policy.approvals) {
    if (can_be_met(model, asked, able)) continue;
    report.add(
        rule.info, asked.id.span,
        fmt::format("nobody can fulfil the rule `{}`: {} on the roster can sign today", *asked.id,
                    able.size() == 1 ? "1 person" : fmt::format("{} people", able.size())),
        "ask fewer, or give people keys; machines, people who have left and keys that are "
        "not active do not count, and who proposes does not approve for a group");
  }
}

}  // namespace

const Rule policy_unsatisfiable{
    {"EN307", "policy-unsatisfiable", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
