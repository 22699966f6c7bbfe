// The log of a published output followed from the first bundle to the newest, by somebody who may
// have seen an earlier one: `ensign log verify`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"

namespace ensign::publish {

struct VerifiedLog {
  std::string environment;
  std::int64_t seq = 0;  // of the newest bundle
  std::string sha256;    // and its digest
  std::vector<Failure> problems;
};

// What was seen before of one environment: a bundle's seq and digest.
struct Seen {
  std::string environment;  // empty: of whichever is the only one
  std::int64_t seq = 0;
  std::string sha256;
};

// `SEQ:SHA256`, or an older copy of the output, which gives one of each environment. A Failure when
// it is neither.
Result<std::vector<Seen>> read_seen(const std::string& word);

// Those with a bundle or a log, sorted.
std::vector<std::string> logged_environments(const std::string& folder);

// Every environment with a bundle or a log, or the one that is asked for. The chain must go without
// a gap from 1 to the bundle that is there and end with it; with keys the bundle and the newest
// entry must be signed by one of them; what was seen must be in it, or the log was forked or turned
// back. A Failure only when there is nothing to read.
Result<std::vector<VerifiedLog>> verify_logs(const std::string& folder,
                                             std::span<const crypto::PublicKey> keys,
                                             std::span<const Seen> seen,
                                             const std::string& environment = {});

}  // namespace ensign::publish
