// `matrix`, `value` and `distribution` of a flag's tests.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

using Lines = std::vector<std::string>;

ReadResult tested(const std::string& tests) {
  return read_files({{"flags/checkout.yaml", flag_file("checkout", "tests:\n" + tests)}});
}

Lines messages_of(const std::string& test) { return messages(tested("  - " + test + "\n")); }

// `[v0, v1, …]`
std::string values(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) list += fmt::format("{}v{}", i == 0 ? "[" : ",\n      ", i);
  return list + "]";
}

}  // namespace

TEST_CASE("a matrix is one test for each combination") {
  const ReadResult result = tested(
      "  - { in: staging, context: { user: { age: 3 } }, expect: on,\n"
      "      matrix: { plan: [free, team], user.email: [a, 7] } }\n"
      "  - { in: staging, value: true }\n");
  CHECK(messages(result).empty());
  const auto& tests = result.model.flags.at(0).tests;
  REQUIRE_EQ(tests.size(), 5u);
  const Lines contexts{R"({"plan":"free","user":{"age":3,"email":"a"}})",
                       R"({"plan":"free","user":{"age":3,"email":7}})",
                       R"({"plan":"team","user":{"age":3,"email":"a"}})",
                       R"({"plan":"team","user":{"age":3,"email":7}})"};
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    CHECK_EQ(canonical(tests[i].context), contexts[i]);
    CHECK(tests[i].span == tests[0].span);
    CHECK_EQ(*tests[i].expect, "on");
  }
  CHECK_EQ(tests[3].combination, "plan: team, user.email: 7");
  CHECK(tests[4].combination.empty());
  CHECK(tests[4].expect->empty());
  CHECK_EQ(canonical(**tests[4].value), "true");
}

TEST_CASE("a mistake in a matrix is told once, not once for each combination") {
  CHECK(messages_of("{ in: stagign, expect: on, matrix: { plan: [free, team] } }") ==
        Lines{"EN104 there is no environment `stagign`"});
  CHECK(
      messages_of("{ in: staging, expect: on, context: { plan: x }, matrix: { plan: [a, b] } }") ==
      Lines{"EN034 the context holds `plan` twice"});
  CHECK(messages_of("{ in: staging, expect: on, matrix: { plan: free, age: [] } }") ==
        Lines{"EN024 expected a list, found a string",
              "EN034 there is no value for `age`, so nothing is tested"});
  CHECK(messages_of("{ in: staging, matrix: { plan: [a] } }") ==
        Lines{"EN023 the test has no `expect`"});
}

TEST_CASE("a matrix has at most a thousand combinations") {
  const auto matrix = [](int a, int b) {
    return fmt::format("{{ in: staging, expect: on, matrix: {{ a: {}, b: {} }} }}", values(a),
                       values(b));
  };
  CHECK(messages_of(matrix(40, 25)).empty());
  const Lines too_many{"EN034 the matrix has more than 1,000 combinations"};
  CHECK(messages_of(matrix(77, 13)) == too_many);
  // 2000^7 is past 64 bits.
  std::string names;
  for (const char name : std::string_view("abcdefg")) {
    names += fmt::format("{}: {}, ", name, values(2000));
  }
  CHECK(messages_of("{ in: staging, expect: on, matrix: { " + names + "} }") == too_many);
}

TEST_CASE("what a matrix copies has an end") {
  const std::string text(60'000, 'x');
  const std::string test = "  - { in: staging, expect: on, context: { a: " + text +
                           " }, matrix: { b: " + values(100) + " } }\n";
  const ReadResult result = tested(test + test);
  CHECK(messages(result) == Lines{"EN034 the tests of this flag grow too large here"});
  CHECK(result.model.flags.at(0).tests.empty());
}

TEST_CASE("a distribution stands alone") {
  const ReadResult result = tested(
      "  - { in: staging, distribution: { off: 75, on: 25 }, within: 0.5, over: workspace }\n"
      "  - { in: staging, distribution: { on: 100 } }\n");
  CHECK(messages(result).empty());
  const auto& tests = result.model.flags.at(0).tests;
  REQUIRE_EQ(tests.size(), 2u);
  CHECK_EQ(tests[0].distribution->shares.at(0).weight, 25'000);
  CHECK_EQ(tests[0].distribution->within, 500);
  CHECK_EQ(**tests[0].distribution->over, "workspace");
  CHECK_EQ(tests[1].distribution->within, 1'000);
  CHECK(messages_of("{ in: staging, distribution: { on: 50, off: 49 }, expect: on, over: shoe }") ==
        Lines{"EN029 the weights sum to 99 %, not to 100 %",
              "EN034 `expect` is about one user, and `distribution` about many",
              "EN105 there is no attribute `shoe`"});
  CHECK(messages_of("{ in: staging, expect: on, within: 2 }") ==
        Lines{"EN034 `within` is for a test with `distribution`"});
}

}  // namespace ensign::model
