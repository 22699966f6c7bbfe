// One update of a client, as a function of its state, what mirrors hold, and the clock, which is
// read once. In the order of DESIGN 4.4: sizes, root chain, signature on raw bytes, the same bytes
// parsed, project and environment, trusted comment, sequence, expiry, timestamp, proof with its
// revisions, kills. Whoever calls it persists the new state in one step, and then serves from it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "client/mirror.h"
#include "client/state.h"

namespace ensign::client {

struct Note {
  enum class Kind : std::uint8_t {
    refused,  // something of a mirror was not taken; another mirror may do
    held,     // a flag keeps its last good form, for its new one is not proven
    stale,    // what is served is older than it may be
    alarm,    // somebody has to look: two histories, or a kill that cannot be had
    clock,    // this clock is behind what was seen before
  };
  Kind kind = Kind::refused;
  std::string mirror;  // empty: of none
  Failure what;
};

struct Updated {
  State state;
  std::vector<Note> notes;
  bool reached = false;   // at least one mirror gave what holds
  bool advanced = false;  // a new bundle was taken
  std::int64_t seq = 0;   // of the bundle that is served; 0: none

  // Reached, nothing stale, no alarm. A mirror that failed beside one that did not is no harm.
  bool holds() const;
};

// Asks every mirror in turn, so that one that is cut off cannot hide what another has.
Updated update(State state, std::span<const Mirror* const> mirrors, Instant now,
               unsigned threads = 1);

// What there is to say of a state without asking anybody: expired, or the clock behind.
std::vector<Note> standing_notes(const State& state, Instant now);

}  // namespace ensign::client
