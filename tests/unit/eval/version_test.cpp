#include "eval/version.h"

#include <doctest/doctest.h>
#include <string>

using namespace ensign::eval;

namespace {

bool test(std::string_view left, std::string_view comparison, std::string_view right) {
  CAPTURE(std::string(left));
  CAPTURE(std::string(right));
  const auto first = read_version(left);
  const auto second = read_version(right);
  const auto read = read_version_operator(comparison);
  REQUIRE(first.has_value());
  REQUIRE(second.has_value());
  REQUIRE(read.has_value());
  return holds(*first, *read, *second);
}

}  // namespace

// The order of the SemVer 2.0.0 specification, section 11.
TEST_CASE("precedence of versions") {
  const char* ascending[] = {"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                             "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
                             "1.0.0-rc.1",  "1.0.0",         "2.0.0",
                             "2.1.0",       "2.1.1",         "10.0.0"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      CHECK(test(ascending[i], "<", ascending[j]) == (i < j));
      CHECK(test(ascending[i], "<=", ascending[j]) == (i <= j));
      CHECK(test(ascending[i], "=", ascending[j]) == (i == j));
      CHECK(test(ascending[i], "!=", ascending[j]) == (i != j));
      CHECK(test(ascending[i], ">", ascending[j]) == (i > j));
      CHECK(test(ascending[i], ">=", ascending[j]) == (i >= j));
    }
  }
}

TEST_CASE("^ and ~ compare major, and major and minor, and nothing else") {
  CHECK(test("3.0.0", "^", "3.5.0"));
  CHECK(test("0.1.0", "^", "0.2.0"));
  CHECK_FALSE(test("3.0.0", "^", "4.0.0"));
  CHECK(test("3.5.9", "~", "3.5.0"));
  CHECK(test("3.5.0-rc.1", "~", "3.5.0"));
  CHECK_FALSE(test("3.5.0", "~", "3.6.0"));
  CHECK_FALSE(test("2.5.0", "~", "3.5.0"));
}

TEST_CASE("prefixes, partial versions and build metadata") {
  CHECK(test("v1.2.3", "=", "1.2.3"));
  CHECK(test("V1", "=", "1.0.0"));
  CHECK(test("1.2", "=", "1.2.0"));
  CHECK(test("1.0.0+build.01", "=", "1.0.0+other"));
  CHECK(test("1.0.0-rc.1+x", "=", "1.0.0-rc.1"));
}

TEST_CASE("what is no version") {
  for (const char* text : {"",
                           "v",
                           "not-a-version",
                           "1.",
                           ".1",
                           "1.2.",
                           "1..2",
                           "1.2.3.4",
                           "01.2.3",
                           "01",
                           "1.02",
                           "1.02.3",
                           "1.2.3-",
                           "1.2.3-01",
                           "1.2.3-a..b",
                           "1.2.3-a.",
                           "1.2.3+",
                           "1.2.3+a..b",
                           "1.2.3-a_b",
                           "1-rc",
                           "1.2+b",
                           " 1.2.3",
                           "1.2.3 ",
                           "-1.2.3",
                           "1.2.x",
                           "9007199254740992.0.0",
                           "99999999999999999999.0.0"}) {
    CAPTURE(text);
    CHECK_FALSE(read_version(text).has_value());
  }
  CHECK(read_version("9007199254740991.0.0").has_value());
  CHECK_FALSE(read_version("1.0.0-" + std::string(300, 'a')).has_value());
  for (const char* text : {"", "==", "===", "*", ">>", "^^"}) {
    CHECK_FALSE(read_version_operator(text).has_value());
  }
}
