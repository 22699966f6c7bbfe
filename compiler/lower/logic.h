// The few JsonLogic forms that lowering 1 is made of (docs/lowering.md, "Forms"). Internal to this
// room.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace ensign::lower {

// {"<name>": [arguments]}
Json operation(std::string_view name, std::vector<Json> arguments);

Json variable(std::string_view path);

// What splits hash when nothing else is said.
inline constexpr std::string_view default_unit = "targetingKey";

// Not null, which an absent attribute reads as and which orders as the number 0. Strict: some
// readers of the format find 0 and false loosely equal to null.
Json present(std::string_view attribute);

// Present and not the empty text, which orders as 0 too and is no version. These two comparisons
// are all that every reader of the format gives the same answer to, whatever the type of the value.
std::vector<Json> filled(std::string_view attribute);

// The clock of the evaluator, Unix seconds.
Json clock();

// `and` and `or`: a member that is the same operation is merged into it, a member that stands
// already is left out, one member stands alone, none is the neutral value.
Json conjunction(const std::vector<Json>& members);
Json disjunction(const std::vector<Json>& members);

}  // namespace ensign::lower
