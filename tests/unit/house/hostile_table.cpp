#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

struct Place {
  std::string path, name;
};

// `` `unit/trust/x_test.cpp` "its case" ``, as often as it stands there.
std::vector<Place> places_in(std::string_view cell) {
  std::vector<Place> places;
  for (std::size_t at = cell.find('`'); at != cell.npos; at = cell.find('`', at + 1)) {
    const std::size_t end = cell.find("` \"", at + 1);
    if (end == cell.npos) break;
    const std::size_t close = cell.find("\"; `", end + 3);
    const std::size_t last = close == cell.npos ? cell.rfind('"') : close;
    if (last == cell.npos || last < end + 3) break;
    places.push_back({std::string(cell.substr(at + 1, end - at - 1)),
                      std::string(cell.substr(end + 3, last - end - 3))});
    at = last;
  }
  return places;
}

std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  for (std::size_t at = row.find("| "); at != row.npos;) {
    const std::size_t end = row.find(" |", at + 2);
    if (end == row.npos) break;
    cells.push_back(row.substr(at + 2, end - at - 2));
    at = end + 1;
  }
  return cells;
}

// Without what clang-format puts between a macro, its string and the parts of that.
std::string joined(std::string_view text) {
  std::string all;
  bool begins = false;  // a line, so far of nothing but blanks
  for (const char c : text) {
    begins = c == '\n' || (begins && c == ' ');
    if (!begins) all += c;
    if (all.ends_with("\"\"") && !all.ends_with("\\\"\"")) all.resize(all.size() - 2);
  }
  return all;
}

bool holds_case(const SourceFile& file, const std::string& name, int number) {
  if (file.path.ends_with(".sh")) return ("\n" + file.text).contains("\n# " + name);
  const std::string text = joined(file.text);
  const bool is_there =
      text.contains("TEST_CASE(\"" + name + "\"") || text.contains("SUBCASE(\"" + name + "\"");
  // The rows of that one say their number.
  const bool has_rows = name == "hostile statements are found out";
  return is_there && (!has_rows || text.contains(fmt::format("{{{},", number)));
}

}  // namespace

Violations hostile_table(std::string_view table, std::span<const SourceFile> files, int last) {
  Violations broken;
  std::map<int, int> seen;
  for (const std::string_view row : lines_of(table)) {
    const auto cells = cells_of(row);
    int number = 0;
    if (cells.empty()) continue;
    const auto read = std::from_chars(cells[0].data(), cells[0].data() + cells[0].size(), number);
    if (read.ec != std::errc()) continue;
    ++seen[number];
    const auto places = cells.size() == 4 ? places_in(cells[3]) : std::vector<Place>();
    if (places.empty()) broken.push_back(fmt::format("case {} names no test", number));
    for (const Place& place : places) {
      const auto file = std::ranges::find(files, "tests/" + place.path, &SourceFile::path);
      if (file == files.end()) {
        broken.push_back(fmt::format("case {}: there is no tests/{}", number, place.path));
      } else if (!holds_case(*file, place.name, number)) {
        broken.push_back(
            fmt::format("case {}: tests/{} has no \"{}\"", number, place.path, place.name));
      }
    }
  }
  for (int number = 1; number <= last; ++number) {
    if (seen[number] != 1) {
      broken.push_back(fmt::format("case {} stands there {} times", number, seen[number]));
    }
  }
  if (static_cast<int>(seen.size()) > last) broken.emplace_back("there are cases without a number");
  return broken;
}

}  // namespace ensign::test
