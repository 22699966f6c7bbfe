// What is served, as a targeting result: the name of a variant, or a `fractional` with the guard
// that must hold for it. Internal to this room.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/flag.h"

namespace ensign::lower {

struct Result {
  std::vector<Json> guard;  // empty for a variant
  Json value;
};

// Only variants with a positive weight count; one alone is served to everybody, hashed or not.
Result lower_serve(const model::Flag& flag, const model::Serve& serve);

// The variant for who is reached by no rule: the one served or, of a split, the last with a weight.
// Variants stand in the order in which they grow, so the last is what people had before.
const std::string& resting_variant(const model::Flag& flag, const model::Serve& serve);

}  // namespace ensign::lower
