// `ensign publish --refresh DIR`: the timestamps of a published output, renewed. The key of the
// role `timestamp` is online and signs nothing else; whoever holds it must not be made to vouch for
// an older bundle, or for one kill less.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"
#include "emit/bundle/timestamp.h"
#include "publish/overlays.h"

namespace ensign::publish {

struct Refreshed {
  std::vector<std::string> environments;  // whose timestamps were renewed
  std::vector<std::string> remarks;       // overlays that do not count, and are not named
};

// Renews timestamp.json and its signature in every environment that has one, to an hour from `now`.
// The timestamp that is there must carry a signature of this very key, and the bundle must be the
// one that it names, or follow from it by the log; every kill that it lists must still lie there,
// unless the bundle lifts it. Of other kills those are named that count by `emergencies`: clients
// would look in vain for one that does not.
Result<Refreshed> refresh(const std::string& folder, const crypto::SecretKey& key, Instant now,
                          const Emergencies& emergencies = {});

// The timestamp of an environment with its signature verified; nothing where there is none.
Result<std::optional<emit::Timestamp>> read_signed_timestamp(
    const std::string& folder, const std::string& environment,
    const std::vector<crypto::PublicKey>& keys);

}  // namespace ensign::publish
