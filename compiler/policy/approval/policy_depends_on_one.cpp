#include <algorithm>
#include <fmt/format.h>

#include "policy/ability.h"
#include "policy/asking.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  if (model.roots.empty()) return;
  const auto able = able_people(model);
  if (able.size() < 2) return;  // of one there is no other to stand in
  for (const model::ApprovalRule& asked : model.policy.approvals) {
    if (!can_be_met(model, asked, able)) continue;
    std::vector<std::string> needed;
    for (const std::uint32_t person : able) {
      auto others = able;
      others.erase(person);
      if (!can_be_met(model, asked, others)) needed.push_back(*model.people[person].id);
    }
    if (needed.empty()) continue;
    report.add(rule.info, asked.id.span,
               fmt::format("the rule `{}` cannot be fulfilled while {} is away", *asked.id,
                           any_of(needed)),
               "put one person more into the group, or ask one fewer");
  }
}

}  // namespace

const Rule policy_depends_on_one{
    {"EN308", "policy-depends-on-one", report::Severity::warning, report::RuleClass::advice},
    check};

}  // namespace ensign::policy
