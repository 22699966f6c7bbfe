// Protection begins with a root of trust: without one nothing is asked of anybody.
#pragma once

#include <cstdint>

#include "model/model.h"

namespace ensign::trust {

// Whether entries of that environment (an index into Config::environments) need approvals: it is
// `protected` in ensign.yaml, policy does not list it under `unprotected`, and there is a root.
bool is_protected(const model::Model& model, std::uint32_t environment);

}  // namespace ensign::trust
