// The world that a proof carries, read by the same decoders as a repository: its configuration,
// roster and policy as a model, with its statements, sets, roots and honoured lists. No flag is in
// it: what an entry is comes from its record.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "emit/bundle/proof.h"
#include "model/model.h"

namespace ensign::client {

// A trust file as the roles of the root approved it.
struct TrustFile {
  std::string subject;  // file/trust/policy.yaml
  std::string content;  // 64 hex digits
  std::int64_t revision = 0;
};

struct TrustedModel {
  model::Model model;
  std::set<crypto::Sha256> honoured;  // statements that count although their signer has left
  std::vector<TrustFile> files;       // by subject
};

// The proof must end in `root`, and every trust file in it must be the very bytes that the roles of
// that root approved. A Failure names the first that is not. Statements that are none are left out.
Result<TrustedModel> trusted_model(const emit::Proof& proof, const model::Root& root, Instant now,
                                   unsigned threads);

}  // namespace ensign::client
