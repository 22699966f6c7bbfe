// `ensign verify bundle.json --root DIGEST`: from the bundle, its signatures and proof.json beside
// it alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "client/proven.h"

namespace ensign::client {

struct RootVerified {
  std::string path;
  std::string project, environment, sha256;
  std::int64_t seq = 0, root_version = 0;
  Instant issued, expires;
  bool expired = false;
  Proven proven;
  std::vector<Failure> problems;  // of the chain, the bundle, the proof and the log
  std::int64_t log_entries = 0;   // that were looked at
  // Digests of the kills that the bundle ends. Who agreed to that stands in the repository alone.
  std::vector<std::string> lifted;

  // Everything is what it says, and every entry is proven.
  bool holds() const;
};

// A Failure only when a file cannot be read. `log`: a folder with <seq>.json from 1 on, which must
// lead to this bundle and never give a subject an older approval than it had.
Result<RootVerified> verify_with_root(const std::string& path, const crypto::Sha256& pinned,
                                      const std::optional<std::string>& log, Instant now,
                                      unsigned threads);

}  // namespace ensign::client
