// States as readers see them: always a glyph, a word and a colour together.
#pragma once

#include <string>
#include <string_view>

#include "emit/page/value.h"
#include "model/model.h"

namespace ensign::emit {

struct State {
  std::string_view tone = "none";  // class of the colour: on part off bad warn none
  std::string_view glyph = "–";
  std::string word;
};

// For the partial `_state.html`.
Value state_value(const State& state);

// The flag is off where it serves `false`, or what it falls back to: a flag of words has an off
// too.
bool is_off(const model::Flag& flag, std::uint32_t variant);

// One variant: `● full`, `○ off`; `– name` for a name that is none of the flag's.
State variant_state(const model::Flag& flag, std::string_view name);

// What an environment serves: `● On`, `◐ 25 %`, `◐ For some`, `○ Off`, `– Absent`.
State flag_state(const model::Flag& flag, const model::FlagEnvironment* environment);

State risk_state(model::Risk risk);

// How near the end of a flag is: `✕ expired 3 days ago`, `◷ in 14 days`, `∞ permanent`.
State expiry_state(const model::Flag& flag, Date today);

}  // namespace ensign::emit
