// The roots of trust that a proof holds, read and ready to be walked.
#pragma once

#include <vector>

#include "base/result.h"
#include "emit/bundle/proof.h"
#include "model/root.h"
#include "trust/root_chain.h"

namespace ensign::client {

struct ProofRoots {
  std::vector<model::Root> roots;                   // as they stand in the proof
  std::vector<trust::RootWithSignatures> versions;  // of each, pointing into `roots`

  ProofRoots() = default;
  ProofRoots(ProofRoots&&) = default;  // the roots stay where they are; in a copy they would not
  ProofRoots(const ProofRoots&) = delete;
};

// A Failure when one of them is no root. Nothing is verified.
Result<ProofRoots> roots_in(const emit::Proof& proof);

}  // namespace ensign::client
