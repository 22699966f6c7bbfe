#include "base/utf8.h"

#include <fmt/format.h>

namespace ensign {
namespace {

constexpr CodePoint invalid{0xFFFD, 1, false};

unsigned byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

bool is_continuation(std::string_view text, std::size_t offset) {
  return offset < text.size() && (byte_at(text, offset) & 0xC0) == 0x80;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const unsigned lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  if (lead < 0xC2 || lead > 0xF4) return invalid;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::uint32_t i = 1; i < length; ++i) {
    if (!is_continuation(text, offset + i)) return invalid;
    value = (value << 6) | (byte_at(text, offset + i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return invalid;
  return {value, length, true};
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (byte_at(text, at) < 0x80) {  // most of what people write
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) return at;
    at += point.length;
  }
  return std::nullopt;
}

bool is_deceptive(char32_t value) {
  if (value == '\t' || value == '\n') return false;
  if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return true;
  if (value == 0x2028 || value == 0x2029 || value == 0xFEFF || value == 0x061C) return true;
  const bool bidi_mark = value == 0x200E || value == 0x200F;
  const bool bidi_embedding = value >= 0x202A && value <= 0x202E;
  const bool bidi_isolate = value >= 0x2066 && value <= 0x2069;
  return bidi_mark || bidi_embedding || bidi_isolate;
}

std::string visible(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) {
      result += fmt::format("\\x{:02X}", byte_at(text, at));
    } else if (is_deceptive(point.value)) {
      result += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(point.value));
    } else {
      result.append(text.substr(at, point.length));
    }
    at += point.length;
  }
  return result;
}

std::size_t code_point_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += code_point_at(text, at).length;
  return count;
}

}  // namespace ensign
