// The log of an environment in an output folder: verified, and carried over unchanged.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "crypto/minisign.h"
#include "emit/bundle/bundle.h"
#include "emit/file.h"

namespace ensign::publish {

struct CarriedLog {
  emit::OutFiles files;  // all entries and their signatures, as they were
  emit::OutFile newest;
  std::string newest_comment;  // trusted comment that its signatures carry
};

// Reads bundles/log/<env>/1.json up to the seq of `bundle`. Each entry must follow from the one
// before it, and the last must name this bundle. When keys are given, the newest must be signed by
// one of them, which vouches for the others by their digests, and no signature of a given key on
// any entry may be wrong. Every break of the chain is a Failure that names the entry.
Result<CarriedLog> read_log(const std::string& folder, const emit::PreviousBundle& bundle,
                            std::span<const crypto::PublicKey> keys);

}  // namespace ensign::publish
