// Emergency overlays as a client gathers them: they only add up, and only a bundle lifts them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "client/mirror.h"
#include "client/state.h"
#include "emit/bundle/proof.h"
#include "model/root.h"

namespace ensign::client {

// bundles/<env>/proof.json, read and not verified.
Result<emit::Proof> fetch_proof(const Mirror& mirror, const std::string& environment);

// Takes every overlay of the mirror that counts into the state. Who may kill stands in the roster,
// which the proof brings and the root vouches for. One that a signed timestamp names counts with
// any key of the person who signed: duty has changed since, and the kill has not ended.
std::vector<Failure> gather_kills(State& state, const Mirror& mirror, const model::Root& root,
                                  Instant now, unsigned threads);

// What the newest timestamp names and the state does not have.
std::vector<std::string> missing_kills(const State& state);

}  // namespace ensign::client
