// The two steps of formatting, on text without CR and BOM. Private to this room.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/markdown.h"
#include "syntax/yaml.h"

namespace ensign::syntax {

// How the blanks at the end of one line are treated.
enum class LineEnd : std::uint8_t { cut, keep, hard_break };

// The lines of `text` with their ends cut as `treatment(end of the words, end of the line)` says,
// without blank lines at the end, and with a line feed after the last line.
template <typename Treatment>
std::string with_clean_ends(std::string_view text, const Treatment& treatment) {
  std::string result;
  result.reserve(text.size() + 1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t last = line.find_last_not_of(" \t");
    const std::size_t words_end = begin + (last == line.npos ? 0 : last + 1);
    const LineEnd way = words_end == end ? LineEnd::keep : treatment(words_end, end);
    result += text.substr(begin, (way == LineEnd::keep ? end : words_end) - begin);
    if (way == LineEnd::hard_break) result += "  ";
    result += '\n';
    begin = end + 1;
  }
  while (result.ends_with("\n\n") || result == "\n") result.pop_back();
  return result;
}

// YAML without blanks at line ends; those inside quotes and block scalars are content. `offset` is
// where `text` begins in the file that `root` was read from.
std::string yaml_with_clean_ends(std::string_view text, const Node& root, std::uint32_t offset);

// Markdown without blanks at line ends; two of them stay where they break the line, and what is in
// code and HTML stays as it is.
std::string markdown_with_clean_ends(std::string_view text, const Markdown& root,
                                     std::uint32_t offset);

// YAML with the fields at the top in that order. `text` begins where `root`'s spans begin to count,
// and ends with a line feed.
std::string with_ordered_fields(std::string_view text, const Node& root,
                                std::span<const std::string_view> order);

}  // namespace ensign::syntax
