// What ships as it did before because what it is now is not approved (DESIGN 4.5): read from the
// output of the last build, before anything is sealed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "driver/pipeline.h"
#include "emit/bundle/proof.h"

namespace ensign::driver {

// The proofs in an output, by environment. Absent ones, and what is no proof, are none. They are
// large, and are read once.
using Proofs = std::map<std::string, emit::Proof>;
Proofs proofs_before(const std::string& folder);

// What they say of each subject, and the evaluators of the bundles beside them: for the direction
// of changes, and for their order. Of what no proof speaks a change exposes more.
trust::Shipped shipped_before(const std::string& folder, const Proofs& proofs);

// The entries that the verdict holds back, flags that are gone without an approved removal, and
// whatever may only change together with one of these because one requires the other. A Failure
// when the bundles before cannot be read, or when what would come out could not be evaluated.
Result<std::vector<seal::Carried>> carry_over(const model::Model& model,
                                              const policy::Verdict& verdict,
                                              const Emission& emission,
                                              const trust::Shipped& shipped);

}  // namespace ensign::driver
