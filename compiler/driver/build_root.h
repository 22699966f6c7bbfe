// A build goes on from what was published: also from the root of trust that it was published under.
#pragma once

#include <string>

#include "base/result.h"
#include "driver/carry.h"
#include "model/model.h"

namespace ensign::driver {

// Fails when the bundles in that folder were made under a root of trust, and the repository has
// none or another. Who pins a root has said which one they go on from.
Result<void> expect_known_root(const model::Model& model, const std::string& folder,
                               const Proofs& proofs);

}  // namespace ensign::driver
