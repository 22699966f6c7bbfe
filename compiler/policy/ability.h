// Whether the people of the roster can fulfil a rule at all.
#pragma once

#include <cstdint>
#include <set>

#include "model/model.h"

namespace ensign::policy {

// Indices of the people who could sign today: no machines, nobody who has left, with an active key.
std::set<std::uint32_t> able_people(const model::Model& model);

// Whether these people together could fulfil the rule: one of them proposes, and there are enough
// in each group beside whoever does.
bool can_be_met(const model::Model& model, const model::ApprovalRule& rule,
                const std::set<std::uint32_t>& people);

}  // namespace ensign::policy
