// The targeting of a flagd flag as an ordered list: the first step whose condition holds decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/import_logic.h"

namespace ensign::driver {

// Shares of a `fractional`, and what is hashed for it.
struct SplitParts {
  std::vector<std::pair<std::string, std::int64_t>> shares;  // thousandths of a percent
  std::string by;
  std::string salt;           // fixed text that is hashed before `by`; empty: the flag's key
  bool same_buckets = false;  // the key has the form in which it is hashed here
  bool rounded = false;       // the weights are no thousandths of a percent
  bool always = false;        // there is a key to hash for everybody
  bool guarded = false;       // only who has a `by` that is not empty gets this far
};

struct TargetingStep {
  enum class Kind : std::uint8_t { fallthrough, variant, split };
  std::vector<model::Condition> conditions;  // all of them; none: everybody
  Kind kind = Kind::fallthrough;             // to the flag's default variant
  std::string variant;
  SplitParts split;
};

// Steps, of which the last one is for everybody. Fails on the first thing that cannot be carried
// over. `variants` are those of the flag.
Result<std::vector<TargetingStep>> read_targeting(
    const Json& targeting, const std::vector<std::pair<std::string, Json>>& variants,
    LogicReader& logic, AttributeTypes& types);

Result<SplitParts> read_split(const Operation& fractional, AttributeTypes& types,
                              const Json& whole);

}  // namespace ensign::driver
