// JsonLogic as conditions of governed files. What is expected was written by hand, from flagd's
// pages on targeting and custom operations and from docs/lowering.md.
#include "driver/import_logic.h"

#include <doctest/doctest.h>

#include "driver/import_condition.h"
#include "driver/import_targeting.h"
#include "syntax/strict_json.h"

using namespace ensign;
using driver::Logic;
using model::AttributeType;

namespace {

Json json(std::string_view text) {
  auto value = syntax::parse_strict(text);
  REQUIRE(value.has_value());
  return *value;
}

// The condition in YAML; `always`, `never`, or `no: ` and why there is none.
std::string condition(std::string_view text, driver::AttributeTypes types = {}) {
  const Json logic = json(text);
  driver::learn_types(logic, types);
  const auto read = driver::LogicReader(nullptr, types).read(logic);
  if (!read) return "no: " + read.error().message;
  if (read->kind == Logic::Kind::always) return "always";
  if (read->kind == Logic::Kind::never) return "never";
  return driver::condition_text(read->condition);
}

bool refused(std::string_view text) { return condition(text).starts_with("no: "); }

std::string targeting(std::string_view text) {
  const Json evaluators = json(R"({"staff": {"ends_with": [{"var": "mail"}, "@x.org"]},
    "nobody": {"!": [{"var": "mail"}]}, "inner": {"$ref": "staff"}})");
  const Json logic = json(text);
  driver::AttributeTypes types;
  driver::learn_types(evaluators, types);
  driver::learn_types(logic, types);
  driver::LogicReader reader(&evaluators, types);
  const auto steps = driver::read_targeting(
      logic, {{"a", "A"}, {"b", "B"}, {"true", "T"}, {"false", "F"}}, reader, types);
  if (!steps) return "no: " + steps.error().message;
  std::string result;
  for (const driver::TargetingStep& step : *steps) {
    result += step.conditions.empty() ? std::string("else")
                                      : driver::condition_text(driver::make_all(step.conditions));
    result += " -> ";
    result += step.kind == driver::TargetingStep::Kind::variant ? step.variant
              : step.kind == driver::TargetingStep::Kind::split ? "split by " + step.split.by
                                                                : "default";
    result += "; ";
  }
  return result;
}

}  // namespace

TEST_CASE("import: equality, strict and loose, on either side") {
  CHECK(condition(R"({"==": [{"var": "plan"}, "team"]})") == "{ plan: team }");
  CHECK(condition(R"({"===": ["team", {"var": ["plan"]}]})") == "{ plan: team }");
  CHECK(condition(R"({"==": [{"var": "seats"}, 5]})") == "{ seats: 5 }");
  CHECK(condition(R"({"==": [{"var": "beta"}, true]})") == "{ beta: true }");
  CHECK(condition(R"({"==": [{"var": "plan"}, "on"]})") == "{ plan: \"on\" }");
}

TEST_CASE("import: who has no attribute is not equal to anything") {
  CHECK(condition(R"({"!=": [{"var": "plan"}, "team"]})") == "{ not: { plan: team } }");
  CHECK(condition(R"({"==": [{"var": "plan"}, null]})") == "{ plan: { exists: false } }");
  CHECK(condition(R"({"!==": [{"var": "plan"}, null]})") == "{ plan: { exists: true } }");
}

TEST_CASE("import: membership and parts of texts") {
  CHECK(condition(R"({"in": [{"var": "plan"}, ["team", "free"]]})") == "{ plan: [team, free] }");
  CHECK(condition(R"({"in": ["@x.org", {"var": "mail"}]})") ==
        "{ mail: { contains: \"@x.org\" } }");
  CHECK(condition(R"({"starts_with": [{"var": "mail"}, "ada"]})") ==
        "{ mail: { starts_with: ada } }");
  CHECK(condition(R"({"ends_with": [{"var": "mail"}, 3]})") == "never");
  CHECK(condition(R"({"in": [{"var": "plan"}, []]})") == "never");
  CHECK(refused(R"({"in": [{"var": "plan"}, "team"]})"));
  CHECK(refused(R"({"in": ["", {"var": "mail"}]})"));
  CHECK(refused(R"({"in": [{"var": "plan"}, ["team", 5]]})"));
}

TEST_CASE("import: a missing attribute orders as 0") {
  CHECK(condition(R"({">": [{"var": "seats"}, 5]})") == "{ seats: { above: 5 } }");
  CHECK(condition(R"({"<": [5, {"var": "seats"}]})") == "{ seats: { above: 5 } }");
  CHECK(condition(R"({"<": [{"var": "seats"}, 5]})") ==
        "{ any: [{ seats: { below: 5 } }, { seats: { exists: false } }] }");
  CHECK(condition(R"({">=": [{"var": "seats"}, 0]})") ==
        "{ any: [{ seats: { at_least: 0 } }, { seats: { exists: false } }] }");
  CHECK(condition(R"({"<=": [1, {"var": "seats"}, 9.5]})") ==
        "{ seats: { at_least: 1, at_most: 9.5 } }");
  CHECK(condition(R"({"<": [-1, {"var": "seats"}, 9]})") ==
        "{ any: [{ seats: { above: -1, below: 9 } }, "
        "{ seats: { exists: false } }] }");
  CHECK(refused(R"({"<": [{"var": "seats"}, "5"]})"));
}

TEST_CASE("import: the clock") {
  // date -u -d @1798761599: 2026-12-31T23:59:59Z
  CHECK(condition(R"({">": [{"var": "$flagd.timestamp"}, 1798761599]})") ==
        "{ now: { after: \"2026-12-31T23:59:59Z\" } }");
  CHECK(condition(R"({">=": [{"var": "$flagd.timestamp"}, 1798761599]})") ==
        "{ not: { now: { before: \"2026-12-31T23:59:59Z\" } } }");
  CHECK(condition(R"({"<=": [{"var": "$flagd.timestamp"}, 1798761599]})") ==
        "{ not: { now: { after: \"2026-12-31T23:59:59Z\" } } }");
  CHECK(refused(R"({">": [{"var": "$flagd.timestamp"}, {"var": "time"}]})"));
}

TEST_CASE("import: versions") {
  CHECK(condition(R"({"sem_ver": [{"var": "app"}, ">=", "v2.0"]})") ==
        "{ app: { version_at_least: \"2.0.0\" } }");
  CHECK(condition(R"({"sem_ver": [{"var": "app"}, "!=", "2.0.0"]})") ==
        "{ app: { not_equals: \"\" }, not: { app: { version_equals: \"2.0.0\" } } }");
  CHECK(condition(R"({"sem_ver": [{"var": "app"}, "^", "3.1.0"]})") ==
        "{ app: { version_at_least: \"3.0.0-0\", version_below: \"4.0.0-0\" } }");
  CHECK(condition(R"({"sem_ver": [{"var": "app"}, "~", "3.1.4"]})") ==
        "{ app: { version_at_least: \"3.1.0-0\", version_below: \"3.2.0-0\" } }");
  CHECK(condition(R"({"sem_ver": [{"var": "app"}, "=", "2.0.0.0"]})") == "never");
  CHECK(refused(R"({"sem_ver": [{"var": "app"}, "===", "2.0.0"]})"));
}

TEST_CASE("import: and, or, not, and attributes as conditions") {
  CHECK(condition(R"({"and": [{"==": [{"var": "a"}, 1]}, {"==": [{"var": "b"}, "x"]}]})") ==
        "{ a: 1, b: x }");
  CHECK(condition(R"({"or": [{"==": [{"var": "a"}, 1]}, {"==": [{"var": "a"}, 2]}]})") ==
        "{ any: [{ a: 1 }, { a: 2 }] }");
  CHECK(condition(R"({"and": [{"==": [{"var": "a"}, 1]}, {">": [{"var": "a"}, 0]}]})") ==
        "{ all: [{ a: 1 }, { a: { above: 0 } }] }");
  CHECK(condition(R"({"or": [{"==": [{"var": "a"}, 1]}, true]})") == "always");
  CHECK(condition(R"({"and": [{"==": [{"var": "a"}, 1]}, ""]})") == "never");
  CHECK(condition(R"({"!": {"!": [{"==": [{"var": "a"}, 1]}]}})") == "{ a: 1 }");
  CHECK(condition(R"({"!!": [{"var": "beta"}]})") == "{ beta: true }");
  CHECK(condition(R"({"var": "plan"})", {{"plan", AttributeType::string}}) ==
        "{ plan: { not_equals: \"\" } }");
  CHECK(condition(R"({"var": "seats"})", {{"seats", AttributeType::number}}) ==
        "{ seats: { not_equals: 0 } }");
  CHECK(condition(R"({"!": [{"var": "beta"}]})") == "{ not: { beta: true } }");
}

TEST_CASE("import: what one test says, another need not") {
  CHECK(condition(
            R"({"and": [{"!==": [{"var": "m"}, null]}, {"ends_with": [{"var": "m"}, "g"]}]})") ==
        "{ m: { ends_with: g } }");
  CHECK(
      condition(
          R"({"and": [{"!==": [{"var": "m"}, null]}, {"!": [{"in": [{"var": "m"}, ["g"]]}]}]})") ==
      "{ m: { not_in: [g] } }");
  CHECK(condition(R"({"and": [{"!==": [{"var": "v"}, null]}, {"!==": [{"var": "v"}, ""]},
                    {"sem_ver": [{"var": "v"}, ">", "1.0.0"]}]})",
                  {{"v", AttributeType::version}}) == "{ v: { version_above: \"1.0.0\" } }");
}

TEST_CASE("import: what no condition can say") {
  CHECK(refused(R"({"==": [{"var": "a"}, {"var": "b"}]})"));
  CHECK(refused(R"({"==": [{"+": [{"var": "a"}, 1]}, 5]})"));
  CHECK(refused(R"({"==": [{"var": ["a", 5]}, 5]})"));
  CHECK(refused(R"({"reduce": [[1], {"var": "current"}, 0]})"));
  CHECK(refused(R"({"==": [{"var": "now"}, "x"]})"));
  CHECK(refused(R"({"==": [{"var": "not an id"}, "x"]})"));
  CHECK(refused(R"({"and": [{"==": [{"var": "a"}, "x"]}, {"==": [{"var": "a"}, 5]}]})"));
  CHECK(refused(R"({"==": [{"var": "targetingKey"}, 5]})"));
}

TEST_CASE("import: chains are rules in order") {
  CHECK(targeting(R"({"if": [{"var": "x"}, "a", {"var": "z"}, "b"]})") ==
        "{ x: true } -> a; { z: true } -> b; else -> default; ");
  CHECK(targeting(R"({"if": [{"var": "x"}, "a", {"if": [{"var": "z"}, "b", "a"]}]})") ==
        "{ x: true } -> a; { z: true } -> b; else -> a; ");
  CHECK(targeting(R"({"if": [{"var": "x"}, {"if": [{"var": "z"}, "b"]}, "a"]})") ==
        "{ x: true, z: true } -> b; { x: true } -> default; else -> a; ");
  CHECK(targeting(R"({"if": [false, "a", true, "b", "a"]})") == "else -> b; ");
  CHECK(targeting("{}") == "else -> default; ");
  CHECK(targeting("null") == "else -> default; ");
  CHECK(targeting(R"({"==": [{"var": "x"}, 1]})") == "{ x: 1 } -> true; else -> false; ");
  CHECK(targeting(R"({"if": [{"var": "x"}, "c"]})") == "no: it serves `c`, which is no variant");
  CHECK(targeting(R"({"if": [{"var": "x"}, {"cat": ["a"]}]})").starts_with("no: "));
}

TEST_CASE("import: shared evaluators are segments where they need an attribute") {
  CHECK(targeting(R"({"if": [{"$ref": "staff"}, "a"]})") ==
        "{ mail: { in_segment: staff } } -> a; else -> default; ");
  CHECK(targeting(R"({"if": [{"$ref": "nobody"}, "a"]})") ==
        "{ not: { mail: { not_equals: \"\" } } } -> a; else -> default; ");
  CHECK(targeting(R"({"if": [{"$ref": "inner"}, "a"]})").starts_with("no: "));
  CHECK(targeting(R"({"if": [{"$ref": "gone"}, "a"]})").starts_with("no: "));
}

TEST_CASE("import: splits") {
  CHECK(targeting(R"({"fractional": [["a", 50], ["b", 50]]})") ==
        "{ targetingKey: { exists: true } } -> split by targetingKey; else -> default; ");
  CHECK(targeting(R"({"fractional": [["a", 5], ["b", 0]]})") ==
        "{ targetingKey: { exists: true } } -> a; else -> default; ");
  CHECK(targeting(R"({"fractional": [{"var": "org"}, ["a", -5]]})") == "else -> default; ");
  CHECK(targeting(R"({"fractional": [{"cat": ["s", {"var": "org"}]}, ["a"]]})") == "else -> a; ");
  CHECK(targeting(R"({"fractional": [{"var": "org"}, [true, 5]]})").starts_with("no: "));
  CHECK(targeting(R"({"fractional": [{"var": "org"}, ["a", {"var": "x"}]]})").starts_with("no: "));
}

TEST_CASE("import: buckets are the same where the key has our form") {
  driver::AttributeTypes types;
  const auto split = [&](std::string_view key, std::string_view buckets) {
    const Json whole =
        json("{\"fractional\": [" + std::string(key) + ", " + std::string(buckets) + "]}");
    const auto read = driver::read_split(*driver::operation_of(whole), types, whole);
    REQUIRE(read.has_value());
    return *read;
  };
  const auto own = split(R"({"cat": [{"var": "$flagd.flagKey"}, ":", {"var": "org"}]})",
                         R"(["a", 1], ["b", 3])");
  CHECK(own.same_buckets);
  CHECK(own.salt.empty());
  CHECK(own.by == "org");
  CHECK(own.shares ==
        std::vector<std::pair<std::string, std::int64_t>>{{"a", 25000}, {"b", 75000}});
  CHECK_FALSE(own.rounded);
  const auto salted = split(R"({"cat": ["2026:", {"var": "org"}]})", R"(["a"], ["b"], ["a"])");
  CHECK_FALSE(salted.same_buckets);  // `a` has two buckets, and one share
  CHECK(salted.salt == "2026");
  CHECK(salted.rounded);
  CHECK(salted.shares ==
        std::vector<std::pair<std::string, std::int64_t>>{{"a", 66667}, {"b", 33333}});
  CHECK_FALSE(split(R"({"var": "org"})", R"(["a"], ["b"])").same_buckets);
  CHECK_FALSE(split(R"({"cat": [{"var": "$flagd.flagKey"}, {"var": "org"}]})", R"(["a"], ["b"])")
                  .same_buckets);
}
