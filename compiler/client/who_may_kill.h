// Who may kill, by the proof beside a bundle: its roster, which the root of trust in it vouches
// for. Asked before somebody signs a kill, and before one is published or named in a timestamp.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "publish/overlays.h"

namespace ensign::client {

// bundles/<env>/ of a published folder, or wherever bundle.json and proof.json lie together. The
// chain of roots is walked from the one with the digest `pin` (64 hex digits; empty: from the
// first); that a root has expired does not matter at night. Nothing where there is no proof. A
// Failure when the proof is of another bundle, or does not hold.
Result<std::optional<publish::Emergency>> who_may_kill(const std::string& place,
                                                       const std::string& environment,
                                                       const std::string& pin, Instant now);

// Of every environment in an output. One that has no proof, for nobody is asked there for
// approvals, is judged by the roster of the others.
struct WhoMayKill {
  publish::Emergencies known;
  std::map<std::string, Failure> unknown;  // by environment: why its proof says nothing
};
WhoMayKill who_may_kill(const std::string& out, const std::string& pin, Instant now);

}  // namespace ensign::client
