#include "eval/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace ensign::eval {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the white space or line end at the start of `text`; 0 where there is none.
std::size_t space_at_start(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  // U+1680, U+2000..U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF
  for (const std::string_view space :
       {"\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
        "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
    if (text.starts_with(space)) return 3;
  }
  const bool in_row = text.size() >= 3 && text.starts_with("\xE2\x80") &&
                      static_cast<unsigned char>(text[2]) <= 0x8A;
  return in_row ? 3 : 0;
}

std::string_view without_space_at_start(std::string_view text) {
  while (const std::size_t bytes = space_at_start(text)) text.remove_prefix(bytes);
  return text;
}

std::string_view without_space_around(std::string_view text) {
  text = without_space_at_start(text);
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (std::size_t bytes = 1; bytes <= 3 && bytes <= text.size(); ++bytes) {
      if (space_at_start(text.substr(text.size() - bytes)) != bytes) continue;
      text.remove_suffix(bytes);
      shorter = true;
      break;
    }
  }
  return text;
}

// Length of the unsigned decimal literal at the start ("1", "1.", ".5", "1e-3"); 0 if there is
// none.
std::size_t decimal_length(std::string_view text) {
  std::size_t at = 0;
  std::size_t digits = 0;
  while (at < text.size() && is_digit(text[at])) ++at, ++digits;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at, ++digits;
  }
  if (digits == 0) return 0;
  std::size_t exponent = at;
  if (exponent < text.size() && (text[exponent] == 'e' || text[exponent] == 'E')) {
    ++exponent;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    const std::size_t first = exponent;
    while (exponent < text.size() && is_digit(text[exponent])) ++exponent;
    if (exponent > first) at = exponent;
  }
  return at;
}

// Whether a literal that no double can hold is too large (else it is too small): the decimal
// exponent of its first significant digit tells.
bool overflows(std::string_view literal) {
  const std::size_t mark = std::min(literal.find_first_of("eE"), literal.size());
  const std::string_view mantissa = literal.substr(0, mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_not_of("0.");
  const bool negative = mark + 1 < literal.size() && literal[mark + 1] == '-';
  double exponent = 0;
  for (const char c : literal.substr(mark)) {
    if (is_digit(c)) exponent = exponent * 10 + (c - '0');
  }
  const double magnitude = static_cast<double>(point) - static_cast<double>(first);
  return magnitude + (negative ? -exponent : exponent) > 0;
}

double decimal_value(std::string_view literal) {
  double value = 0;
  const auto result = std::from_chars(literal.data(), literal.data() + literal.size(), value);
  if (result.ec == std::errc::result_out_of_range) return overflows(literal) ? infinity : 0.0;
  return value;
}

// The digits behind "0x", "0o" or "0b"; every one must belong to the base.
double prefixed_value(std::string_view digits, double base) {
  if (digits.empty()) return not_a_number;
  double value = 0;
  for (const char c : digits) {
    double digit = base;
    if (is_digit(c)) digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit >= base) return not_a_number;
    value = value * base + digit;
  }
  return value;
}

// Takes a sign off the front; -1 or 1.
double take_sign(std::string_view& text) {
  if (!text.starts_with('-') && !text.starts_with('+')) return 1;
  const double sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  return sign;
}

// ECMA-262 Number::toString from the significant digits and the decimal exponent of the first one.
std::string_view lay_out(bool negative, std::string_view digits, int exponent, NumberText& buffer) {
  char* out = buffer.data();
  const int count = static_cast<int>(digits.size());
  const auto put = [&out](std::string_view text) { out = std::ranges::copy(text, out).out; };
  const auto fill = [&out](int zeros) { out = std::fill_n(out, zeros, '0'); };
  if (negative) put("-");
  if (exponent >= 0 && exponent < 21) {
    const int whole = exponent + 1;
    if (count <= whole) {
      put(digits);
      fill(whole - count);
    } else {
      put(digits.substr(0, static_cast<std::size_t>(whole)));
      put(".");
      put(digits.substr(static_cast<std::size_t>(whole)));
    }
  } else if (exponent < 0 && exponent >= -6) {
    put("0.");
    fill(-exponent - 1);
    put(digits);
  } else {
    put(digits.substr(0, 1));
    if (count > 1) {
      put(".");
      put(digits.substr(1));
    }
    put(exponent < 0 ? "e-" : "e+");
    out = std::to_chars(out, buffer.data() + buffer.size(), std::abs(exponent)).ptr;
  }
  return {buffer.data(), static_cast<std::size_t>(out - buffer.data())};
}

}  // namespace

std::string_view text_of(double value, NumberText& buffer) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  constexpr double exact_below = 9007199254740992;  // 2^53: the integer and its digits agree
  if (value == std::trunc(value) && std::abs(value) < exact_below) {
    const auto whole = static_cast<std::int64_t>(value);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), whole).ptr;
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
  }
  std::array<char, 32> raw;
  const auto end = std::to_chars(raw.data(), raw.data() + raw.size(), std::abs(value),
                                 std::chars_format::scientific)
                       .ptr;
  const std::string_view scientific(raw.data(), static_cast<std::size_t>(end - raw.data()));
  const std::size_t mark = scientific.find('e');
  int exponent = 0;
  const std::size_t number = scientific[mark + 1] == '+' ? mark + 2 : mark + 1;
  std::from_chars(scientific.data() + number, scientific.data() + scientific.size(), exponent);
  std::array<char, 24> digits;
  char* last = digits.data();
  for (const char c : scientific.substr(0, mark)) {
    if (c != '.') *last++ = c;
  }
  const std::string_view significant(digits.data(), static_cast<std::size_t>(last - digits.data()));
  return lay_out(value < 0, significant, exponent, buffer);
}

double number_of(std::string_view text) {
  text = without_space_around(text);
  if (text.empty()) return 0;
  if (text.size() > 1 && text[0] == '0') {
    if (text[1] == 'x' || text[1] == 'X') return prefixed_value(text.substr(2), 16);
    if (text[1] == 'o' || text[1] == 'O') return prefixed_value(text.substr(2), 8);
    if (text[1] == 'b' || text[1] == 'B') return prefixed_value(text.substr(2), 2);
  }
  const double sign = take_sign(text);
  if (text == "Infinity") return sign * infinity;
  const std::size_t length = decimal_length(text);
  if (length == 0 || length != text.size()) return not_a_number;
  return sign * decimal_value(text);
}

double leading_number_of(std::string_view text) {
  text = without_space_at_start(text);
  const double sign = take_sign(text);
  if (text.starts_with("Infinity")) return sign * infinity;
  const std::size_t length = decimal_length(text);
  if (length == 0) return not_a_number;
  return sign * decimal_value(text.substr(0, length));
}

}  // namespace ensign::eval
