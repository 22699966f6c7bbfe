// The state of a client on disk: `state`, replaced in one step, and `flagd.json`, which is what it
// serves, written after it for readers that know nothing of Ensign.
#pragma once

#include <string>

#include "base/result.h"
#include "client/state.h"

namespace ensign::client {

// A new client. A Failure when there is anything in the folder already, also a state that was
// damaged: to begin anew forgets what was seen, so somebody has to ask for it. With `anew`, the old
// state is kept beside the new one as `state.old`.
Result<void> create(const std::string& folder, const State& state, bool anew);

// A Failure when there is none, or it is damaged; never an empty state.
Result<State> load(const std::string& folder);

// First the state, then what is served from it. When the first cannot be written, nothing is
// served that was not persisted.
Result<void> save(const std::string& folder, const State& state);

}  // namespace ensign::client
