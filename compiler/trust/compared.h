// What a change does, so far as policy may match on it. Private to this room.
#pragma once

#include <string>

#include "trust/approval.h"

namespace ensign::trust {

// Fields and direction of a flag's change from the record `before` (nullptr: it is new, or nothing
// is known of what was before) to `after`. `evaluators` are those that both may refer to.
void compare_records(Change& change, const std::string* before, const std::string& after,
                     const Json& evaluators, const model::Config& config);

// The higher of the risk that the change has already and that of the record `before`.
void raise_risk(Change& change, const std::string& before);

}  // namespace ensign::trust
