#pragma once
// The names of JsonLogic and flagd operators.

#include <optional>
#include <string_view>

#include "eval/expression.h"

namespace ensign::eval {

// None for a name that is no operator; `$ref` is none, as it is resolved before anything runs.
std::optional<Op> operator_named(std::string_view name);

}  // namespace ensign::eval
