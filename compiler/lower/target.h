// What a target of ensign.yaml chooses: environments, flags, and the values that it folds away.
#pragma once

#include <cstdint>

#include "lower/fold.h"
#include "model/model.h"

namespace ensign::lower {

bool is_for(const model::Target& target, const model::Environment& environment);

// `exposure:` is a condition of its own; `flags:` and `areas:` add up, and with neither all flags
// are chosen. A flag that says nothing of its exposure is a server's.
bool carries(const model::Target& target, const model::Flag& flag);

KnownValues known_values(const model::Target& target);

}  // namespace ensign::lower
