#include "syntax/scalar_extent.h"

#include <algorithm>

namespace ensign::syntax {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }

// Follows the visible bytes of `content` through `text` and returns where the last of them ends.
std::size_t follow(std::string_view text, std::size_t at, std::string_view content) {
  std::size_t end = at;
  for (const char c : content) {
    if (is_space(c)) continue;
    while (at < text.size() && text[at] != c) ++at;
    if (at == text.size()) return end;
    end = ++at;
  }
  return end;
}

bool all_space(std::string_view content) { return std::ranges::all_of(content, is_space); }

}  // namespace

std::size_t skip_blank(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool comment = text[at] == '#' && (at == 0 || is_space(text[at - 1]));
    if (comment) {
      at = std::min(text.find('\n', at), text.size());
    } else if (is_space(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t property_end(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("!<")) {
    const std::size_t close = text.find_first_of(">\n", at);
    if (close != text.npos && text[close] == '>') return close + 1;
  }
  return std::min(text.find_first_of(" \t\n,[]{}", at), text.size());
}

std::size_t column_of(std::string_view text, std::size_t at) {
  const std::size_t line_end = at == 0 ? text.npos : text.rfind('\n', at - 1);
  return line_end == text.npos ? at : at - line_end - 1;
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  for (; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return text.npos;
}

std::size_t plain_end(std::string_view text, std::size_t at, std::string_view content) {
  return follow(text, at, content);
}

std::size_t block_end(std::string_view text, std::size_t at, std::string_view content) {
  const std::size_t header_end = std::min(text.find('\n', at), text.size());
  if (all_space(content)) {
    return std::min(text.find_first_not_of("|>+-0123456789", at), header_end);
  }
  const std::size_t last = follow(text, header_end, content);
  return std::min(text.find('\n', last), text.size());
}

}  // namespace ensign::syntax
