// Whether an output may be published at all: as many holders of `bundle/<env>` signed its bundles
// as the root of trust asks for.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace ensign::publish {

// Every bundle of `out` with a `root_version`, and its targets. The root is the newest of the
// proof beside the bundle, walked from the one whose digest is `pin` (64 hex digits), or without a
// pin from the first. A bundle of a repository without a root asks for nothing. A Failure names the
// file, how many signatures are missing, and how one is added.
Result<void> check_quorums(const std::string& out, const std::vector<std::string>& environments,
                           const std::string& pin, Instant now);

}  // namespace ensign::publish
