#include "syntax/number_forms.h"

#include <algorithm>
#include <fmt/format.h>

#include "syntax/yaml.h"

namespace ensign::syntax {
namespace {

using View = std::string_view;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digit_or_gap(char c) { return is_digit(c) || c == '_'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

template <typename Predicate>
bool all_of(View text, Predicate predicate) {
  return !text.empty() && std::ranges::all_of(text, predicate);
}

View without_sign(View text) {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

bool has_gap(View text) { return text.find('_') != text.npos; }

bool based(View text, View prefix, bool (*digit)(char)) {
  return text.starts_with(prefix) &&
         all_of(text.substr(prefix.size()), [&](char c) { return c == '_' || digit(c); });
}

// `12:30:45`: digits, then groups `:` and a number below 60, then perhaps a fraction.
bool sexagesimal(View text) {
  const std::size_t point = text.find('.');
  const bool fraction = point != text.npos;
  if (fraction && !std::ranges::all_of(text.substr(point + 1), is_digit_or_gap)) return false;
  text = text.substr(0, point);
  std::size_t colon = text.find(':');
  if (colon == text.npos || !all_of(text.substr(0, colon), is_digit_or_gap)) return false;
  if (text.front() == '_' || (text.front() == '0' && !fraction)) return false;
  while (colon != text.npos) {
    const std::size_t next = text.find(':', colon + 1);
    const View group = text.substr(colon + 1, next == text.npos ? next : next - colon - 1);
    if (!all_of(group, is_digit) || group.size() > 2) return false;
    if (group.size() == 2 && group.front() > '5') return false;
    colon = next;
  }
  return true;
}

struct Decimal {
  View whole, fraction, exponent;  // without point and `e`
  bool point = false;
  bool has_exponent = false;
};

// Splits `12.5e+3`; the parts may hold `_`, as YAML 1.1 allows.
std::optional<Decimal> decimal(View text) {
  Decimal parts;
  const std::size_t e = text.find_first_of("eE");
  parts.has_exponent = e != text.npos;
  if (parts.has_exponent) parts.exponent = text.substr(e + 1);
  text = text.substr(0, e);
  const std::size_t point = text.find('.');
  parts.point = point != text.npos;
  if (parts.point) parts.fraction = text.substr(point + 1);
  parts.whole = text.substr(0, point);
  const auto digits = [](View part) { return std::ranges::all_of(part, is_digit_or_gap); };
  if (!digits(parts.whole) || !digits(parts.fraction)) return std::nullopt;
  if (parts.whole.starts_with('_') || (parts.whole.empty() && parts.fraction.starts_with('_')))
    return std::nullopt;
  if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
  if (parts.has_exponent && !all_of(without_sign(parts.exponent), is_digit)) return std::nullopt;
  return parts;
}

constexpr View as_number_or_text = "write the number in plain digits, or put the text in quotes";

std::optional<NumberDoubt> doubt_of_decimal(View written, const Decimal& parts) {
  const bool sign_in_exponent = parts.exponent.starts_with('-') || parts.exponent.starts_with('+');
  const bool old_float = parts.point && (!parts.has_exponent || sign_in_exponent);
  const bool whole_only = !parts.point && !parts.has_exponent;
  const bool gap = has_gap(parts.whole) || has_gap(parts.fraction);
  if (gap && !whole_only && !old_float) return std::nullopt;
  if (gap) {
    return NumberDoubt{fmt::format("`{}` is a number to some readers and text to others", written),
                       "write the number without `_`, or put the text in quotes"};
  }
  if (whole_only && parts.whole.size() > 1 && parts.whole.front() == '0') {
    return NumberDoubt{fmt::format("`{}` is octal to some readers and decimal to others", written),
                       "write the number without leading zero, or put the text in quotes"};
  }
  if (parts.has_exponent && !old_float) {
    return NumberDoubt{fmt::format("`{}` is a number to some readers and text to others", written),
                       std::string(as_number_or_text)};
  }
  Node node;
  node.kind = Node::Kind::scalar;
  node.plain = true;
  node.text = written;
  if (whole_only ? !as_integer(node) : !as_number(node)) {
    return NumberDoubt{fmt::format("`{}` is beyond what every reader can hold exactly", written),
                       "stay within 9007199254740991 (2^53 - 1), or put the text in quotes"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<NumberDoubt> number_doubt(View plain) {
  if (plain.empty()) return std::nullopt;
  const View text = without_sign(plain);
  if (text.empty() || (!is_digit(text.front()) && text.front() != '.')) return std::nullopt;
  const auto octal = [](char c) { return c >= '0' && c <= '7'; };
  const auto binary = [](char c) { return c == '0' || c == '1'; };
  if (based(text, "0x", is_hex) || based(text, "0o", octal) || based(text, "0b", binary)) {
    return NumberDoubt{fmt::format("`{}` is a number to some readers and text to others", plain),
                       "write the number in decimal, or put the text in quotes"};
  }
  const bool infinite = text == ".inf" || text == ".Inf" || text == ".INF";
  const bool no_number = plain == ".nan" || plain == ".NaN" || plain == ".NAN";
  if (infinite || no_number) {
    return NumberDoubt{fmt::format("`{}` is a number that JSON cannot hold", plain),
                       "write a finite number, or put the text in quotes"};
  }
  if (sexagesimal(text)) {
    return NumberDoubt{
        fmt::format("`{}` counts in sixties to some readers and is text to others", plain),
        "put the text in quotes"};
  }
  const auto parts = decimal(text);
  return parts ? doubt_of_decimal(plain, *parts) : std::nullopt;
}

}  // namespace ensign::syntax
