// `require_proof`: a flag of that risk or above takes its new form only when the proof shows that
// it was approved. Until then it keeps its last good one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/bundle.h"
#include "client/proven.h"
#include "client/state.h"

namespace ensign::client {

// Takes the bundle into the state, holding back what has to be proven and is not. `proven` is what
// the proof shows; without one, nothing. What an unproven record says of its risk counts for
// nothing: only a flag whose last proven form was below the line may change without proof.
void take_bundle(State& state, const CheckedBundle& bundle, const Proven* proven);

// Why the trust files of a proof may not judge after what this client has seen: one is older, or
// another was approved in its place; nothing when they may.
std::optional<std::string> outdated(const State& state, const std::vector<TrustFile>& files);

// Remembers them, so that nothing older judges from now on. They are not outdated.
void remember(State& state, const std::vector<TrustFile>& files);

// Why flags are held, `KEY: WHY`, by key.
std::vector<std::string> held_back(const State& state);

}  // namespace ensign::client
