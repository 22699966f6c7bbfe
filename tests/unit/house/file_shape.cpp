#include <algorithm>
#include <fmt/format.h>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

constexpr std::size_t most_lines = 400;
constexpr std::size_t most_columns = 100;

// Code points: every byte of UTF-8 but the continuing ones.
std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Formatting is for C++ alone, and a raw string cannot be broken.
bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

// What a header is for stands at its top, before or right behind the guard.
bool begins_with_comment(std::span<const std::string_view> lines) {
  if (!lines.empty() && lines.front() == "#pragma once") lines = lines.subspan(1);
  return !lines.empty() && lines.front().starts_with("// ");
}

}  // namespace

Violations file_shape(std::span<const SourceFile> files) {
  Violations broken;
  for (const SourceFile& file : files) {
    const auto lines = lines_of(file.text);
    if (lines.size() > most_lines) {
      broken.push_back(fmt::format("{}:{}: {} lines, over {}", file.path, most_lines + 1,
                                   lines.size(), most_lines));
    }
    for (std::size_t i = 0; is_cpp(file.path) && i < lines.size(); ++i) {
      const std::size_t wide = columns(lines[i]);
      if (wide <= most_columns || lines[i].contains("R\"")) continue;
      broken.push_back(
          fmt::format("{}:{}: {} columns, over {}", file.path, i + 1, wide, most_columns));
    }
    if (!file.path.ends_with(".h")) continue;
    if (!begins_with_comment(lines)) {
      broken.push_back(
          fmt::format("{}:1: the header does not begin by saying what it is for", file.path));
    }
    if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
      broken.push_back(fmt::format("{}:1: the header has no `#pragma once`", file.path));
    }
  }
  return broken;
}

}  // namespace ensign::test
