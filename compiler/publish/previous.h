// The bundles that were published before, read from an output folder and verified as a client would
// before anything is built on them: `seq` and `prev` of the next ones follow from these.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"
#include "emit/bundle/bundle.h"

namespace ensign::publish {

// True when `folder` holds at least one bundles/<env>/bundle.json.
bool has_bundles(const std::string& folder);

// Reads bundles/<env>/bundle.json for each environment that has one. When keys are given, its raw
// bytes must carry a valid signature of at least one of them, and none that is not; then it must be
// a bundle of this project and environment, and the trusted comment the one that its own contents
// ask for. An environment whose log goes on without a bundle is a Failure, too.
Result<std::map<std::string, emit::PreviousBundle>> read_previous(
    const std::string& folder, const std::string& project,
    const std::vector<std::string>& environments, std::span<const crypto::PublicKey> keys);

}  // namespace ensign::publish
