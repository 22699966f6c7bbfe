// Freezes in force, and what they hold: a change of what clients of a protected environment are
// served waits for the end of the freeze, unless it is proven to expose less or goes back to an
// approved profile, for nothing may stop a rollback.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trust/approval.h"

namespace ensign::trust {

// Those of the model that hold at its date, and could be read whole.
std::vector<const model::Freeze*> freezes_in_force(const model::Model& model);

// The first that names the flag: its environment, or none; the flag or its area, or neither.
const model::Freeze* freeze_of(const std::vector<const model::Freeze*>& freezes,
                               std::string_view environment, std::string_view key,
                               std::string_view area);

// Whether clients may notice: what the flag serves changes, or which clients have it, and it is not
// proven that it exposes less. `change` is compared with what was before, and differs from it.
bool moves_clients(const Change& change);

// "stands still until 2027-01-03T23:59:59Z, for the freeze `year-end`"
std::string stands_still(const model::Freeze& freeze);

}  // namespace ensign::trust
