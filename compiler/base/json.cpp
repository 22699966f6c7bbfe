#include "base/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/assert.h"
#include "base/utf8.h"

namespace ensign {
namespace {

// Order of UTF-16 code units: differs from UTF-8 byte order only where a supplementary code point
// (a surrogate pair, D800 to DFFF) meets one in E000 to FFFF.
bool utf16_less(std::string_view a, std::string_view b) {
  const auto unit = [](std::string_view text, std::size_t at) -> char32_t {
    const char32_t value = code_point_at(text, at).value;
    return value < 0x10000 ? value : 0xD800 + ((value - 0x10000) >> 10);
  };
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (right == b.end()) return false;
  if (left == a.end()) return true;
  auto at = static_cast<std::size_t>(left - a.begin());
  while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80) --at;
  const char32_t first = unit(a, at), second = unit(b, at);
  return first != second ? first < second : a < b;
}

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  }
}

// Most of a text needs no escape and is taken over in one piece.
void append_quoted(std::string& out, std::string_view text) {
  const auto is_special = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  };
  out += '"';
  for (auto begin = text.begin(); begin != text.end();) {
    const auto end = std::find_if(begin, text.end(), is_special);
    out.append(begin, end);
    begin = end;
    if (end != text.end()) out += escaped(*begin++);
  }
  out += '"';
}

using MemberList = std::vector<const Json::Member*>;

MemberList sorted_members(const Json::Object& object) {
  MemberList list;
  list.reserve(object.size());
  for (const Json::Member& member : object) list.push_back(&member);
  std::sort(list.begin(), list.end(), [](const Json::Member* a, const Json::Member* b) {
    return utf16_less(a->first, b->first);
  });
  return list;
}

struct Writer {
  std::string out;
  bool indented = false;
  int depth = 0;

  void line() {
    if (!indented) return;
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
  }

  template <typename Range, typename Item>
  void block(char open, char close, const Range& range, Item&& item) {
    out += open;
    ++depth;
    bool first = true;
    for (const auto& entry : range) {
      if (!first) out += ',';
      first = false;
      line();
      item(entry);
    }
    --depth;
    if (!first) line();
    out += close;
  }

  void member(const Json::Member& entry) {
    append_quoted(out, entry.first);
    out += indented ? ": " : ":";
    write(entry.second);
  }

  void object(const Json::Object& object) {
    if (indented) {
      block('{', '}', object, [this](const Json::Member& entry) { member(entry); });
    } else {
      block('{', '}', sorted_members(object),
            [this](const Json::Member* entry) { member(*entry); });
    }
  }

  void write(const Json& value) {
    if (value.is_null()) {
      out += "null";
    } else if (const bool* boolean = value.boolean()) {
      out += *boolean ? "true" : "false";
    } else if (const std::int64_t* integer = value.integer()) {
      out += fmt::format_int(*integer).str();
    } else if (const double* number = value.floating()) {
      out += ecmascript_number(*number);
    } else if (const std::string* text = value.string()) {
      append_quoted(out, *text);
    } else if (const Json::Array* items = value.array_items()) {
      block('[', ']', *items, [this](const Json& item) { write(item); });
    } else {
      object(*value.members());
    }
  }
};

}  // namespace

const Json* Json::find(std::string_view name) const {
  if (const Object* object = members()) {
    for (const Member& member : *object) {
      if (member.first == name) return &member.second;
    }
  }
  return nullptr;
}

void Json::set(std::string name, Json value) {
  ENSIGN_ASSERT(members() != nullptr);
  members()->emplace_back(std::move(name), std::move(value));
}

void Json::push(Json value) {
  ENSIGN_ASSERT(array_items() != nullptr);
  array_items()->push_back(std::move(value));
}

bool operator==(const Json& a, const Json& b) { return canonical(a) == canonical(b); }

std::string canonical(const Json& value) {
  Writer writer;
  writer.write(value);
  return std::move(writer.out);
}

std::string pretty(const Json& value) {
  Writer writer{.out = {}, .indented = true, .depth = 0};
  writer.write(value);
  return std::move(writer.out) + "\n";
}

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

// ECMA-262 Number::toString, radix 10: the shortest digits that read back as the same double,
// written plainly for exponents -7 < n <= 21 and in scientific form otherwise.
std::string ecmascript_number(double value) {
  ENSIGN_ASSERT(std::isfinite(value));
  if (value == 0) return "0";
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          std::fabs(value), std::chars_format::scientific);
  ENSIGN_ASSERT(error == std::errc{});
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t mark = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, mark)) {
    if (c != '.') digits += c;
  }
  int exponent = 0;
  const std::size_t exponent_at = mark + (text[mark + 1] == '+' ? 2 : 1);
  std::from_chars(text.data() + exponent_at, text.data() + text.size(), exponent);

  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // position of the decimal point relative to the digits
  const std::string sign = value < 0 ? "-" : "";
  const auto zeros = [](int n) { return std::string(static_cast<std::size_t>(n), '0'); };
  const auto split = [&](int at) {
    return digits.substr(0, static_cast<std::size_t>(at)) + "." +
           digits.substr(static_cast<std::size_t>(at));
  };
  if (count <= point && point <= 21) return sign + digits + zeros(point - count);
  if (0 < point && point <= 21) return sign + split(point);
  if (-6 < point && point <= 0) return sign + "0." + zeros(-point) + digits;
  const std::string mantissa = count == 1 ? digits : split(1);
  return fmt::format("{}{}e{}{}", sign, mantissa, exponent < 0 ? "-" : "+", std::abs(exponent));
}

}  // namespace ensign
