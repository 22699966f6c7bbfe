// Hand-made conditions whose answers are known beforehand.

#include <doctest/doctest.h>

#include "change/served.h"
#include "change/witness.h"

using namespace ensign;
using change::Answer;
using model::AttributeType;
using model::Condition;
using model::Operator;

namespace {

Condition test_of(const char* attribute, Operator op, Json operand) {
  Condition test;
  test.kind = Condition::Kind::test;
  test.attribute.value = attribute;
  test.op = op;
  test.operands.push_back({std::move(operand), {}});
  return test;
}

Condition all_of(std::vector<Condition> children) {
  Condition result;
  result.children = std::move(children);
  return result;
}

model::Model model_with(std::vector<model::Attribute> attributes) {
  model::Model model;
  model.config.attributes = std::move(attributes);
  return model;
}

model::Attribute attribute(const char* name, AttributeType type) {
  model::Attribute result;
  result.name.value = name;
  result.type = type;
  return result;
}

Answer never(const model::Model& model, const std::vector<Condition>& conditions) {
  const Condition all = all_of(conditions);
  change::Questions questions;
  questions.add(model, all);
  return change::Space(questions).where(model, all).is_empty();
}

}  // namespace

TEST_CASE("nothing lies between a version and the next one") {
  const auto model = model_with({attribute("version", AttributeType::version)});
  const auto between = [&](const char* low, const char* high) {
    return never(model, {test_of("version", Operator::version_above, low),
                         test_of("version", Operator::version_below, high)});
  };
  CHECK(between("1.0.0", "1.0.1-0") == Answer::yes);
  CHECK(between("1.0.0", "1.0.1-1") == Answer::no);
  CHECK(between("1.0.0-rc", "1.0.0-rc.0") == Answer::yes);
  CHECK(between("1.0.0-rc", "1.0.0") == Answer::no);
  CHECK(between("1.0.0", "1.0.0+build") == Answer::yes);
  CHECK(never(model, {test_of("version", Operator::version_below, "0.0.0-0")}) == Answer::yes);
  CHECK(never(model, {test_of("version", Operator::version_equals, "1.0.0"),
                      test_of("version", Operator::not_equals, "1.0.0")}) == Answer::no);
}

TEST_CASE("whole numbers have gaps, others do not") {
  const auto model = model_with(
      {attribute("age", AttributeType::integer), attribute("share", AttributeType::number)});
  const auto between = [&](const char* name) {
    return never(
        model, {test_of(name, Operator::above, Json(1)), test_of(name, Operator::below, Json(2))});
  };
  CHECK(between("age") == Answer::yes);
  CHECK(between("share") == Answer::no);
}

TEST_CASE("beginnings, parts and ends of texts exclude each other where they must") {
  const auto model = model_with({attribute("email", AttributeType::string)});
  const auto both = [&](Operator a, const char* one, Operator b, const char* other) {
    return never(model, {test_of("email", a, one), test_of("email", b, other)});
  };
  CHECK(both(Operator::starts_with, "ab", Operator::starts_with, "ac") == Answer::yes);
  CHECK(both(Operator::starts_with, "ab", Operator::starts_with, "a") == Answer::no);
  CHECK(both(Operator::ends_with, "@a.org", Operator::ends_with, "@b.org") == Answer::yes);
  CHECK(both(Operator::starts_with, "ab", Operator::ends_with, "ac") == Answer::no);
  CHECK(both(Operator::equals, "team", Operator::contains, "x") == Answer::yes);
  Condition without_a;
  without_a.kind = Condition::Kind::negation;
  without_a.children.push_back(test_of("email", Operator::contains, "a"));
  CHECK(never(model, {test_of("email", Operator::contains, "bac"), without_a}) == Answer::yes);
}

TEST_CASE("declared values close the set, and what is required is there") {
  auto plan = attribute("plan", AttributeType::string);
  plan.values = {"free", "team"};
  auto region = attribute("region", AttributeType::string);
  region.required = true;
  const auto model = model_with({plan, region});
  CHECK(never(model, {test_of("plan", Operator::not_equals, "free"),
                      test_of("plan", Operator::not_equals, "team")}) == Answer::yes);
  CHECK(never(model, {test_of("plan", Operator::exists, false)}) == Answer::no);
  CHECK(never(model, {test_of("region", Operator::exists, false)}) == Answer::yes);
  CHECK(never(model, {test_of("targetingKey", Operator::exists, false)}) == Answer::yes);
}

TEST_CASE("what is too much to tell apart, or not declared, is unknown") {
  const auto model = model_with(
      {attribute("age", AttributeType::integer), attribute("t", AttributeType::string),
       attribute("user", AttributeType::string), attribute("user.email", AttributeType::string)});
  std::vector<Condition> parts;
  for (char c = 'a'; c < 'm'; ++c) {
    parts.push_back(test_of("t", Operator::contains, std::string(1, c)));
  }
  CHECK(never(model, parts) == Answer::unknown);
  CHECK(never(model, {test_of("colour", Operator::equals, "red")}) == Answer::unknown);
  CHECK(never(model, {test_of("age", Operator::above, Json(9'007'199'254'740'993))}) ==
        Answer::unknown);
  CHECK(never(model, {test_of("user", Operator::exists, true),
                      test_of("user.email", Operator::exists, true)}) == Answer::unknown);
}

TEST_CASE("a witness holds no more than it must") {
  auto plan = attribute("plan", AttributeType::string);
  plan.values = {"free", "team"};
  const auto model = model_with({plan, attribute("user.email", AttributeType::string)});
  const Condition asked = all_of({test_of("plan", Operator::equals, "team"),
                                  test_of("now", Operator::after, "2026-10-01T00:00:00Z")});
  const Condition other = test_of("user.email", Operator::ends_with, "@example.com");
  change::Questions questions;
  questions.add(model, asked);
  questions.add(model, other);
  const change::Space space(questions);
  const auto found = change::witness(
      space, change::subtract(space.where(model, asked), space.where(model, other)));
  REQUIRE(found.has_value());
  CHECK(canonical(found->context) == R"({"plan":"team"})");
  REQUIRE(found->now.has_value());
  CHECK(to_string(*found->now) == "2026-10-01T00:00:01Z");
  CHECK(found->told ==
        std::vector<std::pair<std::string, Json>>{{"plan", "team"}, {"user.email", {}}});
}

TEST_CASE("the same hash splits two flags alike, another one does not") {
  const auto model = model_with({});
  model::Flag one;
  one.key.value = "one";
  one.variants = {{{"on", {}}, true, {}}, {{"off", {}}, false, {}}};
  model::Flag other = one;
  other.key.value = "other";
  model::FlagEnvironment half;
  half.serve.shares = {{0, 50'000, {}}, {1, 50'000, {}}};
  const auto on_without = [&] {
    change::Questions questions;
    questions.add(model, one, half);
    questions.add(model, other, half);
    const change::Space space(questions);
    const auto on = [](std::uint32_t variant) { return variant == 0; };
    const auto region =
        change::subtract(change::served(change::branches_of(space, model, one, half), on),
                         change::served(change::branches_of(space, model, other, half), on));
    return change::witness(space, region).has_value();
  };
  CHECK(on_without());
  one.salt = other.salt = Spanned<std::string>{"shared", {}};
  CHECK_FALSE(on_without());
}
