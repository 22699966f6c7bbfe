// UTF-8 as bytes come in: validity, code points, and the code points that must never reach a person
// unescaped. Source: RFC 3629; Unicode 15 bidirectional controls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensign {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 1;  // bytes
  bool valid = true;         // an invalid byte is one code point of length 1
};

// The code point that starts at `offset`, which must lie inside `text`.
CodePoint code_point_at(std::string_view text, std::size_t offset);

// Offset of the first byte that is not UTF-8 (overlong forms, surrogates and stray bytes included).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// C0 and C1 controls except tab and line feed, DEL, line and paragraph separators, bidirectional
// controls and the byte order mark: they could hide or reorder what a reader sees.
bool is_deceptive(char32_t value);

// `text` for a terminal or a log: deceptive code points and invalid bytes become `\u{1B}` or
// `\xFF`.
std::string visible(std::string_view text);

// Number of code points; the unit of the columns that are shown to people.
std::size_t code_point_count(std::string_view text);

}  // namespace ensign
