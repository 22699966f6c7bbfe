// Expected values are those of ECMAScript's RegExp with the flags of `^(?:…)$`.
#include "model/pattern.h"

#include <doctest/doctest.h>

namespace ensign::model {
namespace {

bool matches(std::string_view pattern, std::string_view key) {
  const auto parsed = Pattern::parse(pattern);
  REQUIRE_MESSAGE(parsed.has_value(), pattern);
  return parsed->matches(key);
}

}  // namespace

TEST_CASE("patterns match the whole key") {
  CHECK(matches("[a-z][a-z0-9-]*", "new-query-engine"));
  CHECK_FALSE(matches("[a-z][a-z0-9-]*", "New"));
  CHECK_FALSE(matches("[a-z][a-z0-9-]*", ""));
  CHECK_FALSE(matches("abc", "abcd"));
  CHECK(matches("(web|api)\\.[a-z]{2,4}", "web.abcd"));
  CHECK_FALSE(matches("(web|api)\\.[a-z]{2,4}", "web.a"));
  CHECK_FALSE(matches("(web|api)\\.[a-z]{2,4}", "webxab"));
  CHECK(matches("a{3}", "aaa"));
  CHECK_FALSE(matches("a{3}", "aa"));
  CHECK(matches("a{2,}", "aaaaa"));
  CHECK(matches("\\w+(?:-\\d+)?", "team_a-12"));
  CHECK(matches("[^.]+", "a-b"));
  CHECK_FALSE(matches("[^.]+", "a.b"));
  CHECK(matches("a|", ""));
  CHECK(matches("[a-]+", "a-a"));
  CHECK(matches("(a?){3}", "aa"));
}

TEST_CASE("patterns that take others for ever take no time") {
  CHECK_FALSE(matches("(a+)+b", std::string(100, 'a')));
  CHECK_FALSE(matches("((((a*)*)*)*)*b", std::string(100, 'a')));
  CHECK_FALSE(matches("(a|a|a)*(a|aa){1,100}b", std::string(100, 'a')));
}

TEST_CASE("what is not understood is refused") {
  for (const std::string_view pattern :
       {"[a-z", "(a", "a)", "*a", "a**", "a*?", "a{2,1}", "a{", "a{x}", "a{101}", "^a", "a$", "\\",
        "\\b", "\\1", "(?=a)", "[z-a]", "[a-"}) {
    CAPTURE(pattern);
    CHECK_FALSE(Pattern::parse(pattern).has_value());
  }
  CHECK_FALSE(Pattern::parse(std::string(201, 'a')).has_value());
}

}  // namespace ensign::model
