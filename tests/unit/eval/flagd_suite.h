#pragma once
// One case of the flagd conformance suites (evaluator-cases.json, provider-cases.json) against a
// loaded document.

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <string_view>

#include "eval/ruleset.h"

namespace ensign::test {

inline eval::View member(eval::View object, std::string_view name) {
  const eval::View* found = object.find(name);
  return found == nullptr ? eval::View() : *found;
}

inline bool has_tag(eval::View test_case, std::string_view tag) {
  return std::ranges::any_of(member(test_case, "tags").items(),
                             [tag](const eval::View& item) { return item.as_string() == tag; });
}

inline eval::Type type_named(std::string_view name) {
  if (name == "Boolean") return eval::Type::boolean;
  if (name == "String") return eval::Type::string;
  if (name == "Integer") return eval::Type::integer;
  if (name == "Float") return eval::Type::number;
  REQUIRE(name == "Object");
  return eval::Type::object;
}

// Every member of `part` stands in `whole` with the same value.
inline bool contains_members(eval::View whole, eval::View part) {
  return std::ranges::all_of(part.members(), [whole](const eval::Member& wanted) {
    const eval::View* found = whole.find(wanted.key);
    return found != nullptr && to_json(*found) == to_json(wanted.value);
  });
}

inline void check_metadata(const eval::Ruleset& rules, std::string_view key, eval::View expected) {
  if (const eval::View* exact = expected.find("metadata")) {
    CHECK(to_json(rules.metadata(key).value_or(eval::View())) == to_json(*exact));
  }
  if (const eval::View* part = expected.find("metadataContains")) {
    CHECK(contains_members(rules.metadata(key).value_or(eval::View()), *part));
  }
}

// A provider gives the caller's fallback wherever the evaluator has no value.
inline void check_case(const eval::Ruleset& rules, eval::View test_case,
                       const eval::Settings& settings) {
  const std::string_view key = member(test_case, "flagKey").as_string();
  CAPTURE(std::string(key));
  CAPTURE(to_json(test_case));
  const auto context = eval::Context::from_json(to_json(member(test_case, "context")));
  REQUIRE(context.has_value());
  const eval::Type type = type_named(member(test_case, "type").as_string());
  const eval::Outcome outcome = rules.evaluate(key, type, *context, settings);
  const eval::View expected = member(test_case, "expect");
  if (const eval::View* value = expected.find("value")) {
    const bool use_fallback = outcome.value.is_null();
    CHECK(to_json(use_fallback ? member(test_case, "fallback") : outcome.value) == to_json(*value));
  }
  if (const eval::View* reason = expected.find("reason")) {
    CHECK(name_of(outcome.reason) == reason->as_string());
  }
  if (const eval::View* code = expected.find("errorCode")) {
    CHECK((outcome.error ? name_of(*outcome.error) : "") == code->as_string());
  }
  check_metadata(rules, key, expected);
}

}  // namespace ensign::test
