// What a client serves: the newest bundle that was taken, with the last good form of flags whose
// new one is not proven, and with the kills applied. A function of the state alone.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "client/state.h"

namespace ensign::client {

// A flagd document: `flags`, `$evaluators`, `metadata`. A Failure when no bundle was taken yet.
Result<Json> active_document(const State& state);

// The flag object of the active document before kills, with the variant that it is killed to:
// what to go on with when the next form of it is not proven. Null when there is none.
Held last_good(const State& state, const Json& bundle, const std::string& key);

}  // namespace ensign::client
