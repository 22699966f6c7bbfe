// What minisign's three file forms share: lines that end in a single line feed, and comments that a
// terminal may show without harm.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ensign::crypto {

inline constexpr std::string_view untrusted_prefix = "untrusted comment: ";
inline constexpr std::string_view trusted_prefix = "trusted comment: ";

// The lines without their line feeds. What follows the last line feed counts as a line too, unless
// it is empty.
std::vector<std::string_view> lines_of(std::string_view text);

// Why `text` cannot be a file of these forms at all: carriage returns, a byte order mark, nothing.
// `what` names it in the message ("the signature file").
std::optional<Failure> malformed(std::string_view text, std::string_view what);

bool is_printable_ascii(std::string_view text);

}  // namespace ensign::crypto
