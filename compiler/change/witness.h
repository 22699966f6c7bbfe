// A context of a region, as an example to show and to check with the real evaluator.
#pragma once

#include "change/space.h"

namespace ensign::change {

struct Witness {
  Json context;                // an object; it holds as little as the region allows
  std::optional<Instant> now;  // only where the region depends on the clock
  // The attributes on which the region depends, in order of their names; null is missing.
  std::vector<std::pair<std::string, Json>> told;
};

// Nothing for a region that is empty or unknown, and where no value with the right hash was found
// (a closed set may have none).
std::optional<Witness> witness(const Space& space, const Region& region);

}  // namespace ensign::change
