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

namespace ensign::publish {

// Renews timestamp.json and its signature in every environment that has one, to an hour from `now`;
// names of these environments. The timestamp that is there must carry a signature of this very key,
// and the bundle must be the one that it names, or follow from it by the log; every kill that it
// lists must still lie there, unless the bundle lifts it.
Result<std::vector<std::string>> refresh(const std::string& folder, const crypto::SecretKey& key,
                                         Instant now);

// The timestamp of an environment with its signature verified; nothing where there is none.
Result<std::optional<emit::Timestamp>> read_signed_timestamp(
    const std::string& folder, const std::string& environment,
    const std::vector<crypto::PublicKey>& keys);

}  // namespace ensign::publish
