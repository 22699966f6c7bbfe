// What a client remembers between two updates: whom it trusts, and what it has seen, so that
// nothing older can be handed to it. It is one text, replaced in one step, and it proves its own
// integrity: a damaged state is refused, and never read as an empty one.
//
//   ensign-client/1 <sha256 of what follows>
//   {"project","env","pinned","root","keys","require_proof","bundle","floor","issued","timestamp",
//    "known","held","evaluators","overlays"}
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"
#include "crypto/minisign.h"
#include "model/words.h"

namespace ensign::client {

// The newest bundle that was taken from the current keys. Nothing lower is taken after it.
struct Floor {
  std::int64_t seq = 0;
  std::string sha256;
};

struct KnownTimestamp {
  std::int64_t seq = 0;
  std::string sha256;
  Instant issued, expires;
  std::vector<std::string> kills;
};

// A flag as it was proven the last time.
struct Known {
  std::int64_t revision = 0;
  std::string content;  // sha256 of its record, 64 hex digits; empty: it was removed
  model::Risk risk = model::Risk::L3;
};

// A flag whose new form is not proven: what is served instead.
struct Held {
  Json flag;  // the last good flag object; null: there was none, and it is left out
  std::optional<std::string> fallback;  // the variant that a kill makes of it
  std::string why;
};

struct State {
  std::string project;  // 16 hex digits; empty until the first bundle when keys are pinned
  std::string environment;
  std::string pinned;  // digest of the root that was pinned, 64 hex digits; empty: keys are
  std::string root;    // bytes of the newest root; empty: keys are pinned
  std::vector<crypto::PublicKey> keys;
  std::optional<model::Risk> require_proof;  // flags of this risk and above

  std::string bundle;             // bytes of the newest bundle; empty: none was taken yet
  std::optional<Floor> floor;     // nothing: any seq may come, for keys are new
  std::optional<Instant> issued;  // the latest that was seen in anything signed
  std::optional<KnownTimestamp> timestamp;
  std::map<std::string, Known> known;           // by key; trust files, plans, profiles by subject
  std::map<std::string, Held> held;             // by key
  std::map<std::string, Json> evaluators;       // that held flags refer to
  std::map<std::string, std::string> overlays;  // bytes by digest: kills, which only add up
};

std::string to_text(const State& state);

// A Failure message without path when it is no state of this version, or damaged.
Result<State> read_state(std::string_view text);

}  // namespace ensign::client
