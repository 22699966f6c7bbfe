// What ships as it did before because what it is now is not approved (DESIGN 4.5): read from the
// output of the last build, before anything is sealed.
#pragma once

#include "driver/pipeline.h"

namespace ensign::driver {

// Records of the proofs in that output, for the direction of changes. Absent proofs, and what is no
// proof, are none: then a change exposes more.
trust::Shipped shipped_before(const std::string& folder);

// The entries that the verdict holds back, flags that are gone without an approved removal, and
// whatever may only change together with one of these because one requires the other. A Failure
// when the bundles before cannot be read, or when what would come out could not be evaluated.
Result<std::vector<seal::Carried>> carry_over(const model::Model& model,
                                              const policy::Verdict& verdict,
                                              const Emission& emission,
                                              const trust::Shipped& shipped);

}  // namespace ensign::driver
