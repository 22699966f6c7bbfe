#include "client/proof_roots.h"

namespace ensign::client {

Result<ProofRoots> roots_in(const emit::Proof& proof) {
  ProofRoots found;
  found.roots.reserve(proof.roots.size());
  for (const emit::ProofRoot& one : proof.roots) {
    found.roots.push_back(TRY(model::read_root(one.root)));
    found.versions.push_back({&found.roots.back(), one.signatures});
  }
  return found;
}

}  // namespace ensign::client
