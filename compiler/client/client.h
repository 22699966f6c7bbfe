// What `ensign client` does: a client whose mirrors are folders and whose state is one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "client/state.h"
#include "client/update.h"

namespace ensign::client {

struct Beginning {
  std::string environment;
  std::string root;                     // digest, 64 hex digits; empty: keys
  std::vector<crypto::PublicKey> keys;  // that sign bundles where there is no root
  std::optional<model::Risk> require_proof;
  bool anew = false;
};

// Makes the state; the pinned root must be at one of the folders.
Result<State> begin(const std::string& folder, const Beginning& beginning,
                    std::span<const std::string> mirrors);

// Loads, asks every mirror, persists, and gives back what there is to say. Two updates of one state
// take turns, or the later is refused.
Result<Updated> update_folder(const std::string& folder, std::span<const std::string> mirrors,
                              Instant now, unsigned threads);

// One flag, as whoever holds this state is served.
struct Answer {
  std::string value_json, variant, reason, error;
};
Result<Answer> answer(const State& state, const std::string& flag, const std::string& context,
                      Instant now);

}  // namespace ensign::client
