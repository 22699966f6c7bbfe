// A place that clients read from, looked at before anything is copied there: may this output take
// the place of what is there? The answer is a compare-and-swap on the bundle of each environment:
// what is there must be what the new bundle says it follows from.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "publish/overlays.h"

namespace ensign::publish {

struct EnvironmentStep {
  std::string environment;
  std::int64_t seq = 0;     // of the new bundle
  std::int64_t before = 0;  // of the bundle that is there; 0: there is none
  bool same = false;        // the very bundle is there already
  std::vector<std::string> remarks = {};
};

// Names of the environments with a bundle in that folder, sorted.
std::vector<std::string> environments_in(const std::string& folder);

// Every environment of `out` against the destination. A Failure when the destination is ahead, has
// other contents under the same seq, is no ancestor of the new bundle by its log, belongs to
// another project, or holds a kill that counts by `emergencies` and that the new output neither
// carries nor lifts.
Result<std::vector<EnvironmentStep>> compare(const std::string& out, const std::string& to,
                                             const Emergencies& emergencies);

}  // namespace ensign::publish
