// Operators whose operands are all known. Internal to this room.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.h"

namespace ensign::lower {

// Text, a number, a boolean, null, or an array of such: what evaluates to itself.
bool is_constant(const Json& logic);

// As JsonLogic sees it: null, false, 0, "" and [] are not true.
bool is_true(const Json& constant);

// What the operator gives; nothing where readers of the format may differ, or for an operator that
// is not decided here. Then the operation stays, with its operands.
std::optional<bool> decided(std::string_view operation, const Json::Array& constants);

}  // namespace ensign::lower
