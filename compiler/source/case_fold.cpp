// The simple one-to-one case pairs of the scripts that people name files in. Source: Unicode 15,
// CaseFolding.txt, status C and S, blocks Basic Latin to Cyrillic Supplement without Latin
// Extended-B, Latin Extended Additional, and the letter-like signs. Others are left as they are.
#include <cstdint>

#include "base/utf8.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

// A block in which upper and lower case alternate; `upper_parity` is the parity of the upper case.
struct Alternating {
  char32_t first;
  char32_t last;
  char32_t upper_parity;
};
constexpr Alternating alternating[] = {
    {0x0100, 0x012F, 0}, {0x0132, 0x0137, 0}, {0x0139, 0x0148, 1}, {0x014A, 0x0177, 0},
    {0x0179, 0x017E, 1}, {0x0370, 0x0373, 0}, {0x0376, 0x0377, 0}, {0x03D8, 0x03EF, 0},
    {0x0460, 0x0481, 0}, {0x048A, 0x04BF, 0}, {0x04C1, 0x04CE, 1}, {0x04D0, 0x052F, 0},
    {0x1E00, 0x1E95, 0}, {0x1EA0, 0x1EFF, 0},
};

// A run of upper case letters whose lower case lies at a fixed distance.
struct Shifted {
  char32_t first;
  char32_t last;
  std::int32_t distance;
};
constexpr Shifted shifted[] = {
    {0x00B5, 0x00B5, 775},   {0x00C0, 0x00D6, 32},    {0x00D8, 0x00DE, 32},
    {0x0178, 0x0178, -121},  {0x017F, 0x017F, -268},  {0x037F, 0x037F, 116},
    {0x0386, 0x0386, 38},    {0x0388, 0x038A, 37},    {0x038C, 0x038C, 64},
    {0x038E, 0x038F, 63},    {0x0391, 0x03A1, 32},    {0x03A3, 0x03AB, 32},
    {0x03C2, 0x03C2, 1},     {0x03CF, 0x03CF, 8},     {0x03D0, 0x03D0, -30},
    {0x03D1, 0x03D1, -25},   {0x03D5, 0x03D5, -15},   {0x03D6, 0x03D6, -22},
    {0x03F0, 0x03F0, -54},   {0x03F1, 0x03F1, -48},   {0x03F4, 0x03F4, -60},
    {0x03F5, 0x03F5, -64},   {0x03F7, 0x03F7, 1},     {0x03F9, 0x03F9, -7},
    {0x03FA, 0x03FA, 1},     {0x03FD, 0x03FF, -130},  {0x0400, 0x040F, 80},
    {0x0410, 0x042F, 32},    {0x04C0, 0x04C0, 15},    {0x1E9B, 0x1E9B, -58},
    {0x1E9E, 0x1E9E, -7615}, {0x2126, 0x2126, -7517}, {0x212A, 0x212A, -8383},
    {0x212B, 0x212B, -8262},
};

char32_t folded(char32_t value) {
  if (value < 0x80) return value >= 'A' && value <= 'Z' ? value + 32 : value;
  for (const Shifted& run : shifted) {
    if (value >= run.first && value <= run.last) {
      return static_cast<char32_t>(static_cast<std::int32_t>(value) + run.distance);
    }
  }
  for (const Alternating& block : alternating) {
    if (value < block.first || value > block.last) continue;
    return value % 2 == block.upper_parity ? value + 1 : value;
  }
  return value;
}

// Only code points below U+10000 change, and only into such.
void append_utf8(std::string& text, char32_t value) {
  const auto byte = [](char32_t bits) {
    return static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (value < 0x80) {
    text += byte(value);
  } else if (value < 0x800) {
    text += byte(0xC0 | (value >> 6));
    text += byte(0x80 | (value & 0x3F));
  } else {
    text += byte(0xE0 | (value >> 12));
    text += byte(0x80 | ((value >> 6) & 0x3F));
    text += byte(0x80 | (value & 0x3F));
  }
}

}  // namespace

std::string case_folded(std::string_view path) {
  std::string result;
  result.reserve(path.size());
  for (std::size_t at = 0; at < path.size();) {
    const CodePoint point = code_point_at(path, at);
    const char32_t lower = point.valid ? folded(point.value) : point.value;
    if (lower == point.value) {
      result.append(path.substr(at, point.length));
    } else {
      append_utf8(result, lower);
    }
    at += point.length;
  }
  return result;
}

}  // namespace ensign::source
