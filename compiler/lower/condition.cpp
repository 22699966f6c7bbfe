// Conditions as JsonLogic. The one rule behind every form: a test on a missing attribute never
// matches, `exists: false` excepted.

#include <utility>

#include "base/assert.h"
#include "lower/logic.h"
#include "lower/segments.h"

namespace ensign::lower {
namespace {

using model::Condition;
using model::Operator;

// A date holds through its whole day: `before` means its first second and `after` its last.
Instant moment_of(const Condition& test) {
  const std::string& text = *test.operands.front().value.string();
  if (const auto instant = parse_instant(text)) return *instant;
  const auto date = parse_date(text);
  ENSIGN_ASSERT(date.has_value());
  return test.op == Operator::after ? end_of(*date) : start_of(*date);
}

Json in_time(const Condition& test, Json moment) {
  const std::string_view comparison = test.op == Operator::after ? ">" : "<";
  return operation(comparison, {std::move(moment), moment_of(test).seconds});
}

// The guard and the comparison side by side, since `conjunction` merges.
Json guarded(const Condition& test, Json comparison) {
  std::vector<Json> members = filled(*test.attribute);
  members.push_back(std::move(comparison));
  return conjunction(members);
}

// Timestamps in the context are Unix seconds, as flagd's own clock is.
Json lower_moment(const Condition& test) {
  if (*test.attribute == "now") return in_time(test, clock());
  return guarded(test, in_time(test, variable(*test.attribute)));
}

Json lower_order(const Condition& test, std::string_view comparison) {
  return guarded(test,
                 operation(comparison, {variable(*test.attribute), test.operands.front().value}));
}

Json lower_version(const Condition& test, std::string_view comparison) {
  return guarded(test, operation("sem_ver", {variable(*test.attribute), comparison,
                                             test.operands.front().value}));
}

Json lower_affix(const Condition& test, std::string_view name) {
  return conjunction({present(*test.attribute),
                      operation(name, {variable(*test.attribute), test.operands.front().value})});
}

Json lower_membership(const Condition& test) {
  Json list = Json::array();
  for (const Spanned<Json>& operand : test.operands) list.push(operand.value);
  Json member = operation("in", {variable(*test.attribute), std::move(list)});
  if (test.op == Operator::in) return member;
  return conjunction({present(*test.attribute), operation("!", {member})});
}

Json lower_existence(const Condition& test) {
  const bool wanted = *test.operands.front().value.boolean();
  return operation(wanted ? "!==" : "===", {variable(*test.attribute), nullptr});
}

Json lower_segment_test(Segments& segments, const Condition& test, Reference reference) {
  const SharedEvaluator& evaluator = segments.at(test.segment->id.value());
  Json rule =
      reference == Reference::inlined ? evaluator.rule : Json::object({{"$ref", evaluator.name}});
  if (test.op == Operator::not_in_segment) rule = operation("!", {std::move(rule)});
  return conjunction({present(*test.attribute), std::move(rule)});
}

Json lower_test(Segments& segments, const Condition& test, Reference reference) {
  const std::string& attribute = *test.attribute;
  const auto operand = [&test] { return test.operands.front().value; };
  switch (test.op) {
    case Operator::equals:
      return operation("===", {variable(attribute), operand()});
    case Operator::not_equals:
      return conjunction({present(attribute), operation("!==", {variable(attribute), operand()})});
    case Operator::in:
    case Operator::not_in:
      return lower_membership(test);
    case Operator::starts_with:
      return lower_affix(test, "starts_with");
    case Operator::ends_with:
      return lower_affix(test, "ends_with");
    case Operator::contains:
      return conjunction({present(attribute), operation("in", {operand(), variable(attribute)})});
    case Operator::at_least:
      return lower_order(test, ">=");
    case Operator::above:
      return lower_order(test, ">");
    case Operator::at_most:
      return lower_order(test, "<=");
    case Operator::below:
      return lower_order(test, "<");
    case Operator::version_at_least:
      return lower_version(test, ">=");
    case Operator::version_above:
      return lower_version(test, ">");
    case Operator::version_at_most:
      return lower_version(test, "<=");
    case Operator::version_below:
      return lower_version(test, "<");
    case Operator::version_equals:
      return lower_version(test, "=");
    case Operator::exists:
      return lower_existence(test);
    case Operator::in_segment:
    case Operator::not_in_segment:
      return lower_segment_test(segments, test, reference);
    case Operator::before:
    case Operator::after:
      return lower_moment(test);
  }
  std::unreachable();
}

}  // namespace

Json lower_condition(Segments& segments, const Condition& condition, Reference reference) {
  if (condition.kind == Condition::Kind::test) return lower_test(segments, condition, reference);
  std::vector<Json> members;
  for (const Condition& child : condition.children) {
    members.push_back(lower_condition(segments, child, reference));
  }
  switch (condition.kind) {
    case Condition::Kind::any:
      return disjunction(members);
    case Condition::Kind::negation:
      return operation("!", std::move(members));
    default:
      return conjunction(members);
  }
}

Json lower_condition(const model::Model& model, const Condition& condition) {
  Segments segments(model);
  return lower_condition(segments, condition, Reference::by_name);
}

}  // namespace ensign::lower
