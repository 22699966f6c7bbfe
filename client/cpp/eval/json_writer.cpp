#include <cmath>

#include "eval/number.h"
#include "eval/value.h"

namespace ensign::eval {
namespace {

void write_string(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x20) {
          out += "\\u00";
          out += digits[byte >> 4];
          out += digits[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write(View value, std::string& out);

void write_array(std::span<const View> items, std::string& out) {
  out += '[';
  for (const View& item : items) {
    if (&item != items.data()) out += ',';
    write(item, out);
  }
  out += ']';
}

void write_object(std::span<const Member> members, std::string& out) {
  out += '{';
  for (const Member& member : members) {
    if (&member != members.data()) out += ',';
    write_string(member.key, out);
    out += ':';
    write(member.value, out);
  }
  out += '}';
}

void write(View value, std::string& out) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      break;
    case Kind::boolean:
      out += value.as_boolean() ? "true" : "false";
      break;
    case Kind::number:
      if (std::isfinite(value.as_number())) {
        NumberText text;
        out += text_of(value.as_number(), text);
      } else {
        out += "null";
      }
      break;
    case Kind::string:
      write_string(value.as_string(), out);
      break;
    case Kind::array:
      write_array(value.items(), out);
      break;
    case Kind::object:
      write_object(value.members(), out);
      break;
  }
}

}  // namespace

std::string to_json(View value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace ensign::eval
