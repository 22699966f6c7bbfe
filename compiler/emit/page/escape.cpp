#include "emit/page/escape.h"

#include <algorithm>

#include "base/utf8.h"

namespace ensign::emit {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

void append_percent(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

// RFC 3986: reserved and unreserved characters and existing escapes stay.
std::string percent_encode_address(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (is_alphanumeric(c) || is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%")) {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

std::string percent_encode_component(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (is_alphanumeric(c) || is_one_of(c, "-._~")) {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

bool needs_care(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x7f || (byte < 0x20 && c != '\n' && c != '\t');
}

void append_text(std::string& out, std::string_view value) {
  std::string shown;
  if (std::any_of(value.begin(), value.end(), needs_care)) {
    shown = visible(value);
    value = shown;
  }
  for (const char c : value) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

void append_tokens(std::string& out, std::string_view value, bool several) {
  for (const char c : value) {
    const bool fits = is_alphanumeric(c) || is_one_of(c, "-_.:") ||
                      static_cast<unsigned char>(c) >= 0x80 || (several && c == ' ');
    out += fits ? c : '-';
  }
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return result;
}

bool is_absolute(std::string_view value) {
  return value.substr(0, value.find_first_of("/?#")).find(':') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> safe_url(std::string_view value) {
  if (is_absolute(value)) {
    const std::string lower = lower_ascii(value);
    const bool known = lower.starts_with("http://") || lower.starts_with("https://") ||
                       lower.starts_with("mailto:");
    if (!known) return std::nullopt;
  } else if (!value.empty() && !is_alphanumeric(value.front()) &&
             !is_one_of(value.front(), "._~#?-") &&
             static_cast<unsigned char>(value.front()) < 0x80) {
    return std::nullopt;  // `//host`, `/path`, `\\host`, blanks and controls that browsers drop
  }
  return percent_encode_address(value);
}

bool is_web_address(std::string_view value) {
  const std::string lower = lower_ascii(value.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

std::string escape_text(std::string_view value) {
  std::string out;
  append_text(out, value);
  return out;
}

void append_escaped(std::string& out, std::string_view value, Escaper escaper) {
  switch (escaper) {
    case Escaper::text:
      append_text(out, value);
      return;
    case Escaper::url:
      append_text(out, safe_url(value).value_or("#"));
      return;
    case Escaper::relative_url:
      append_text(out, is_absolute(value) ? "#" : safe_url(value).value_or("#"));
      return;
    case Escaper::url_component:
      append_text(out, percent_encode_component(value));
      return;
    case Escaper::token:
      append_tokens(out, value, false);
      return;
    case Escaper::tokens:
      append_tokens(out, value, true);
      return;
  }
}

}  // namespace ensign::emit
