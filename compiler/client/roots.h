// The root of trust as a client walks it: from the one it holds to the newest that is published, by
// number, one after the other (TUF 1.0.34, section 5.3).
#pragma once

#include <string>

#include "base/result.h"
#include "client/mirror.h"
#include "client/state.h"
#include "model/root.h"

namespace ensign::client {

// root/<n>.json, with `root/<n>.json.<keyid>.minisig` beside it.
std::string root_path(std::int64_t version);

// The root that the state trusts, read from its bytes; for pinned keys one that holds only them.
Result<model::Root> trusted_root(const State& state);

// The published root with this digest, to begin with. A Failure when the mirror has none.
Result<std::string> find_root(const Mirror& mirror, const std::string& digest);

// Puts the newest root into the state, as far as the chain holds. What is known of the bundle and
// the timestamp of a role whose keys changed is dropped: with a stolen key it may have been pushed
// ahead, and the new keys begin anew. A Failure leaves the versions that did hold in the state.
Result<void> advance_root(State& state, const Mirror& mirror, Instant now);

}  // namespace ensign::client
