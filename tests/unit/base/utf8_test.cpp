#include "base/utf8.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace ensign;
using namespace std::string_view_literals;

TEST_CASE("the borders of every length of RFC 3629 are valid") {
  struct Sample {
    std::string_view bytes;
    char32_t value;
  };
  const std::vector<Sample> samples{{"\x00"sv, 0},
                                    {"\x7F", 0x7F},
                                    {"\xC2\x80", 0x80},
                                    {"\xDF\xBF", 0x7FF},
                                    {"\xE0\xA0\x80", 0x800},
                                    {"\xED\x9F\xBF", 0xD7FF},
                                    {"\xEE\x80\x80", 0xE000},
                                    {"\xEF\xBF\xBF", 0xFFFF},
                                    {"\xF0\x90\x80\x80", 0x10000},
                                    {"\xF4\x8F\xBF\xBF", 0x10FFFF}};
  for (const Sample& sample : samples) {
    const CodePoint point = code_point_at(sample.bytes, 0);
    CHECK(point.valid);
    CHECK(point.value == sample.value);
    CHECK(point.length == sample.bytes.size());
    CHECK_FALSE(first_invalid_utf8(sample.bytes).has_value());
  }
}

TEST_CASE("overlong forms, surrogates, stray and missing bytes are invalid, one byte at a time") {
  for (const std::string_view bytes :
       {"\x80"sv, "\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xF0\x8F\xBF\xBF"sv,
        "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv,
        "\xC2"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv, "\xC2\x41"sv}) {
    CAPTURE(bytes.size());
    const CodePoint point = code_point_at(bytes, 0);
    CHECK_FALSE(point.valid);
    CHECK(point.length == 1);
  }
  CHECK(first_invalid_utf8("ab\xC3\xA4\xFF") == 4u);
}

TEST_CASE("what could hide or reorder text is made visible, the rest stays") {
  CHECK(visible("a\tb\nc") == "a\tb\nc");
  CHECK(visible("\x1b[31m") == "\\u{1B}[31m");
  CHECK(visible("\r\x7f\x00"sv) == "\\u{D}\\u{7F}\\u{0}");
  CHECK(visible("a\u202eb") == "a\\u{202E}b");
  CHECK(visible("\u2066\u200f\u2028\ufeff\u0085") == "\\u{2066}\\u{200F}\\u{2028}\\u{FEFF}\\u{85}");
  CHECK(visible("\xFFok\xC3") == "\\xFFok\\xC3");
  CHECK(visible("Zürich 東京 👩‍💻") == "Zürich 東京 👩‍💻");
}

TEST_CASE("columns count code points, and every invalid byte is one") {
  CHECK(code_point_count("") == 0);
  CHECK(code_point_count("Zürich") == 6);
  CHECK(code_point_count("😀東") == 2);
  CHECK(code_point_count("\xFF\xFE") == 2);
}
