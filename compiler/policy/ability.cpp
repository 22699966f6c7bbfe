#include "policy/ability.h"

#include <algorithm>

#include "trust/approval.h"

namespace ensign::policy {

std::set<std::uint32_t> able_people(const model::Model& model) {
  std::set<std::uint32_t> able;
  for (std::uint32_t i = 0; i < model.people.size(); ++i) {
    if (trust::can_sign(model.people[i], date_of(model.as_of))) able.insert(i);
  }
  return able;
}

bool can_be_met(const model::Model& model, const model::ApprovalRule& rule,
                const std::set<std::uint32_t>& people) {
  if (static_cast<std::int64_t>(people.size()) < *rule.people) return false;
  return std::ranges::any_of(people, [&](std::uint32_t proposer) {
    return std::ranges::all_of(rule.from, [&](const model::Approvers& approvers) {
      const auto group = trust::people_of(model, approvers);
      const auto able = std::ranges::count_if(
          group, [&](std::uint32_t one) { return one != proposer && people.contains(one); });
      return able >= *approvers.count;
    });
  });
}

}  // namespace ensign::policy
