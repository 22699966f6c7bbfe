#include "driver/patch.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>
#include <string_view>
#include <vector>

namespace ensign::driver {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

void add_lines(std::string& patch, char mark, std::span<const std::string_view> lines) {
  for (const std::string_view line : lines) {
    patch += mark;
    patch += line;
    if (!line.ends_with('\n')) patch += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::string as_patch(const Edit& edit) {
  constexpr std::size_t context = 3;
  const auto before = lines_of(edit.before);
  const auto after = lines_of(edit.after);
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const std::size_t from = head - std::min(head, context);
  const std::size_t more = std::min(tail, context);
  const std::span old_lines(before);
  const std::span new_lines(after);
  const std::size_t old_count = before.size() - tail - head;
  const std::size_t new_count = after.size() - tail - head;
  std::string patch =
      fmt::format("--- a/{0}\n+++ b/{0}\n@@ -{1},{2} +{1},{3} @@\n", edit.path, from + 1,
                  head - from + old_count + more, head - from + new_count + more);
  add_lines(patch, ' ', old_lines.subspan(from, head - from));
  add_lines(patch, '-', old_lines.subspan(head, old_count));
  add_lines(patch, '+', new_lines.subspan(head, new_count));
  add_lines(patch, ' ', old_lines.subspan(before.size() - tail, more));
  return patch;
}

}  // namespace ensign::driver
