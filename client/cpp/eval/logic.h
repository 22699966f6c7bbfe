#pragma once
// Plain JsonLogic: one rule applied to one value, without flags and without `$flagd`.

#include <expected>

#include "eval/settings.h"
#include "eval/value.h"

namespace ensign::eval {

// The error says why the rule does not compile or what its evaluation ran out of.
std::expected<Value, Error> apply_logic(View rule, View data, const Settings& settings = {});

}  // namespace ensign::eval
