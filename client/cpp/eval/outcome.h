#pragma once
// The answer of one evaluation, in OpenFeature's words.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eval/value.h"

namespace ensign::eval {

// In the spelling of the OpenFeature specification, which callers compare and log.
enum class Reason : std::uint8_t { STATIC, DEFAULT, TARGETING_MATCH, DISABLED, ERROR };
enum class ErrorCode : std::uint8_t { FLAG_NOT_FOUND, PARSE_ERROR, TYPE_MISMATCH, GENERAL };

// The type a caller asks for. `integer` takes only whole numbers up to 2^53 - 1 in magnitude.
enum class Type : std::uint8_t { boolean, string, integer, number, object, any };

struct Outcome {
  // Null when the caller's own default applies: an error, a disabled flag, or a flag without a
  // default variant. Valid as long as the Ruleset.
  View value;
  // Empty when `value` is null. Valid as long as the Ruleset.
  std::string_view variant;
  Reason reason = Reason::ERROR;
  std::optional<ErrorCode> error;
  // What went wrong, for people; empty without an error.
  std::string message;
  // Counted from 0: the condition of the outermost `if` chain whose result was taken. None for the
  // else result and for targeting that is not an `if`.
  std::optional<std::uint32_t> branch;
};

std::string_view name_of(Reason reason);
std::string_view name_of(ErrorCode code);
std::string_view name_of(Type type);

}  // namespace ensign::eval
