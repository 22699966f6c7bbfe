#include <doctest/doctest.h>

#include "report/render.h"

using ensign::report::position_at;

namespace {

bool stands_at(std::string_view bytes, std::size_t offset, std::size_t line, std::size_t column) {
  const auto position = position_at(bytes, offset);
  return position.line == line && position.column == column;
}

}  // namespace

TEST_CASE("lines and columns start at one, columns count code points") {
  const std::string_view bytes = "ab\nz\u00fcri\u6771x\n\nlast";
  CHECK(stands_at(bytes, 0, 1, 1));
  CHECK(stands_at(bytes, 2, 1, 3));  // the line feed belongs to its line
  CHECK(stands_at(bytes, 3, 2, 1));
  CHECK(stands_at(bytes, 6, 2, 3));   // after the two bytes of ü
  CHECK(stands_at(bytes, 11, 2, 6));  // after the three bytes of 東
  CHECK(stands_at(bytes, 13, 3, 1));
  CHECK(stands_at(bytes, 14, 4, 1));
  CHECK(stands_at(bytes, 18, 4, 5));
}

TEST_CASE("an offset inside a code point stands for its start, one past the end for the end") {
  CHECK(stands_at("a\u6771", 2, 1, 2));
  CHECK(stands_at("a\u6771", 3, 1, 2));
  CHECK(stands_at("a\u6771", 4, 1, 3));
  CHECK(stands_at("ab", 99, 1, 3));
  CHECK(stands_at("ab\n", 99, 2, 1));
  CHECK(stands_at("", 0, 1, 1));
  CHECK(stands_at("", 7, 1, 1));
}

TEST_CASE("formats are known by their names only") {
  using ensign::report::Format;
  using ensign::report::format_named;
  CHECK(format_named("text") == Format::text);
  CHECK(format_named("json") == Format::json);
  CHECK(format_named("sarif") == Format::sarif);
  CHECK(format_named("github") == Format::github);
  CHECK(format_named("gitlab") == Format::gitlab);
  CHECK_FALSE(format_named("JSON").has_value());
  CHECK_FALSE(format_named("").has_value());
}
