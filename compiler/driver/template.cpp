#include "driver/template.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/assert.h"
#include "base/json.h"

namespace ensign::driver {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_quiet(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == ' ';
}

// Words that some reader of YAML takes for something else than text.
bool is_loaded(std::string_view text) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"true", "false", "null", "yes", "no", "on", "off", "y", "n"});
  std::string small(text);
  std::ranges::transform(small, small.begin(), lower);
  return std::ranges::find(words, small) != words.end();
}

}  // namespace

std::string_view template_named(std::span<const EmbeddedFile> files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &EmbeddedFile::name);
  ENSIGN_ASSERT(found != files.end());
  return found->bytes;
}

std::string filled(std::string_view text, const Words& words) {
  std::string result;
  for (;;) {
    const std::size_t at = text.find('@');
    result += text.substr(0, at);
    if (at == text.npos) return result;
    const std::size_t end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", at + 1);
    const bool is_name = end != text.npos && end > at + 1 && text[end] == '@';
    if (is_name) {
      const auto word = words.find(text.substr(at + 1, end - at - 1));
      ENSIGN_ASSERT(word != words.end());
      result += word->second;
    } else {
      result += '@';
    }
    text.remove_prefix(is_name ? end + 1 : at + 1);
  }
}

std::string yaml_text(std::string_view text) {
  const bool plain = !text.empty() && is_letter(text.front()) && text.back() != ' ' &&
                     std::ranges::all_of(text, is_quiet) && !is_loaded(text);
  return plain ? std::string(text) : quoted(text);
}

std::string title_of(std::string_view id) {
  std::string title(id);
  // Dots are part of a version (`sdk-2.0`), the others stand for blanks.
  std::ranges::replace(title, '-', ' ');
  std::ranges::replace(title, '_', ' ');
  title.erase(title.find_last_not_of(' ') + 1);
  title.front() = upper(title.front());
  return title;
}

}  // namespace ensign::driver
