// One visit of a mirror, and what is said of it.
#pragma once

#include <array>
#include <doctest/doctest.h>
#include <string>

#include "client/shop.h"
#include "client/update.h"

namespace ensign::client {

struct Seen {
  bool holds = false, advanced = false;
  std::int64_t seq = 0;
  std::string notes;  // `alarm: …` one a line
};

inline Seen seen_of(const Updated& updated) {
  constexpr std::array<std::string_view, 5> kinds{"refused", "held", "stale", "alarm", "clock"};
  Seen seen{updated.holds(), updated.advanced, updated.seq, {}};
  for (const Note& note : updated.notes) {
    seen.notes +=
        fmt::format("{}: {}\n", kinds[static_cast<std::size_t>(note.kind)], note.what.message);
  }
  return seen;
}

inline Seen visit(State& state, const Mirror& mirror, Instant now = today) {
  const std::array<const Mirror*, 1> mirrors{&mirror};
  Updated updated = update(state, mirrors, now);
  const Seen seen = seen_of(updated);
  state = std::move(updated.state);
  return seen;
}

// A client that has taken the first bundle of the shop.
inline State begun(Shop& shop, std::string& digest,
                   std::optional<model::Risk> proof = std::nullopt) {
  shop.publish_root();
  digest = shop.publish({});
  State state = shop.client(proof);
  const Seen seen = visit(state, shop.mirror);
  REQUIRE_MESSAGE(seen.holds, seen.notes);
  REQUIRE(seen.seq == 1);
  return state;
}

}  // namespace ensign::client
