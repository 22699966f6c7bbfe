#include "source/attributes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "source/path_rules.h"
#include "source/roots.h"
#include "source/wildcard.h"

namespace ensign::source {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";
constexpr std::array<std::string_view, 3> converting = {"filter", "ident", "working-tree-encoding"};

// Takes the next word off `rest`; empty at the end.
std::string_view next_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(blanks));
  rest.remove_prefix(word.size());
  return word;
}

// A pattern in quotes, written as a C string; octal escapes included. Empty when it does not end.
std::string quoted_pattern(std::string_view& rest) {
  std::string pattern;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    char letter = rest.front();
    rest.remove_prefix(1);
    if (letter == '\\' && !rest.empty()) {
      static constexpr std::string_view names = "abfnrtv";
      static constexpr std::string_view values = "\a\b\f\n\r\t\v";
      const std::size_t known = names.find(rest.front());
      int octal = 0;
      std::size_t digits = 0;
      while (digits < 3 && digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '7') {
        octal = octal * 8 + (rest[digits++] - '0');
      }
      letter = digits == 3                       ? static_cast<char>(octal & 0xFF)
               : known != std::string_view::npos ? values[known]
                                                 : rest.front();
      rest.remove_prefix(digits == 3 ? 3 : 1);
    }
    pattern += letter;
  }
  if (rest.empty()) return {};
  rest.remove_prefix(1);
  return pattern;
}

// `-text` and `!text` speak of `text`, and so does `text=auto`.
std::string_view attribute_name(std::string_view word) {
  if (word.starts_with('-') || word.starts_with('!')) word.remove_prefix(1);
  return word.substr(0, word.find('='));
}

bool is_utf8_name(std::string_view encoding) {
  const std::string lower = case_folded(encoding);
  return lower == "utf-8" || lower == "utf8";
}

bool converts(std::string_view word) {
  const std::string_view name = attribute_name(word);
  if (name.size() != word.size() && word.find('=') == std::string_view::npos) return false;
  if (name == "ident") return word == "ident";
  if (name == word) return false;  // these two do nothing without a value
  const std::string_view value = word.substr(name.size() + 1);
  return !value.empty() && !(name == "working-tree-encoding" && is_utf8_name(value));
}

bool pattern_matches(std::string_view pattern, std::string_view folder, std::string_view path) {
  if (!folder.empty()) {
    if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') {
      return false;
    }
    path.remove_prefix(folder.size() + 1);
  }
  if (!pattern.contains('/')) return wildcard_matches(pattern, path.substr(path.rfind('/') + 1));
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return wildcard_matches(pattern, path);
}

}  // namespace

Attributes::Attributes(std::span<const AttributeFile> files) {
  std::vector<const AttributeFile*> order;
  for (const AttributeFile& file : files) order.push_back(&file);
  // A folder sorts before the folders in it, and of two files that speak of one path the folder of
  // the one lies in the folder of the other.
  std::ranges::sort(order, {}, &AttributeFile::folder);
  for (const AttributeFile* file : order) read(*file);
}

void Attributes::read(const AttributeFile& file) {
  std::string_view rest = file.bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    read_line(text, file, number);
    rest.remove_prefix(std::min(text.size() + 1, rest.size()));
  }
}

void Attributes::read_line(std::string_view text, const AttributeFile& file, std::size_t number) {
  static constexpr std::string_view macro_mark = "[attr]";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  if (text.empty() || text.starts_with('#')) return;
  const bool defines_macro = text.starts_with(macro_mark);
  if (defines_macro && !file.folder.empty()) return;  // Git reads macros at the top alone
  if (defines_macro) text.remove_prefix(macro_mark.size());
  Line line{file.folder, {}, {}, number};
  line.pattern = text.starts_with('"') ? quoted_pattern(text) : std::string(next_word(text));
  for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
    const auto macro =
        std::ranges::find(macros_, word, [](const auto& m) -> const auto& { return m.first; });
    if (macro != macros_.end()) {
      line.words.insert(line.words.end(), macro->second.begin(), macro->second.end());
    }
    line.words.emplace_back(word);
  }
  if (defines_macro) {
    std::erase_if(macros_, [&](const auto& macro) { return macro.first == line.pattern; });
    macros_.emplace_back(std::move(line.pattern), std::move(line.words));
    return;
  }
  std::erase_if(line.words, [](const std::string& word) {
    return std::ranges::find(converting, attribute_name(word)) == converting.end();
  });
  if (!line.words.empty() && !line.pattern.starts_with('!')) lines_.push_back(std::move(line));
}

std::vector<Conversion> Attributes::conversions(std::string_view path) const {
  std::vector<Conversion> result;
  for (const Line& line : lines_) {
    if (!pattern_matches(line.pattern, line.folder, path)) continue;
    for (const std::string& word : line.words) {
      std::erase_if(result, [&](const Conversion& earlier) {
        return attribute_name(earlier.attribute) == attribute_name(word);
      });
      if (!converts(word)) continue;
      result.push_back({word, joined(line.folder, ".gitattributes"), line.number});
    }
  }
  return result;
}

}  // namespace ensign::source
