// One published file looked at as somebody who has only the file and a key: `ensign verify`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "crypto/minisign.h"

namespace ensign::publish {

struct Verified {
  std::string path;
  std::string kind;  // bundle, target, log-entry, manifest; empty when it is none of them
  // What the file says of itself, in the order in which people ask: project, env, target, seq …
  std::vector<std::pair<std::string, Json>> facts;
  std::vector<Failure> problems;  // what does not hold; none when the file is what it says

  bool holds() const { return problems.empty(); }
};

// The signature on the raw bytes by one of the keys, then that the file is of a kind that we write
// and its trusted comment the one that its contents ask for, then what it says of other bytes: a
// bundle of its shared evaluators, a manifest of every file in its folder. A folder stands for its
// manifest. A Failure only when the file cannot be read.
Result<Verified> verify_file(const std::string& file_or_folder,
                             std::span<const crypto::PublicKey> keys);

// Whether the target at `path` is, byte for byte, what comes of the bundle at `bundle_path` with
// the flags that it holds and the values that it calls known. Looks at no signature.
Result<Verified> verify_derivation(const std::string& path, const std::string& bundle_path);

}  // namespace ensign::publish
