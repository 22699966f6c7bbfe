#include <algorithm>
#include <fmt/format.h>

#include "model/linker.h"
#include "model/names.h"

namespace ensign::model {
namespace {

// Attributes that are always there: the clock, and the unit of a split that names none.
constexpr std::string_view clock_name = "now";
constexpr std::string_view unit_name = "targetingKey";

enum class Family : std::uint8_t { equality, text, order, version, existence, segment, time };

Family family(Operator op) {
  switch (op) {
    case Operator::equals:
    case Operator::not_equals:
    case Operator::in:
    case Operator::not_in:
      return Family::equality;
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
      return Family::text;
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
      return Family::order;
    case Operator::version_at_least:
    case Operator::version_above:
    case Operator::version_at_most:
    case Operator::version_below:
    case Operator::version_equals:
      return Family::version;
    case Operator::exists:
      return Family::existence;
    case Operator::in_segment:
    case Operator::not_in_segment:
      return Family::segment;
    case Operator::before:
    case Operator::after:
      return Family::time;
  }
  return Family::equality;
}

bool suits(AttributeType type, Family of) {
  if (of == Family::existence || of == Family::segment) return true;
  switch (type) {
    case AttributeType::boolean:
      return of == Family::equality;
    case AttributeType::string:
      return of == Family::equality || of == Family::text;
    case AttributeType::integer:
    case AttributeType::number:
      return of == Family::equality || of == Family::order;
    case AttributeType::version:
      return of == Family::equality || of == Family::version;
    case AttributeType::timestamp:
      return of == Family::time;
  }
  return false;
}

bool has_type(const Json& value, AttributeType type) {
  switch (type) {
    case AttributeType::boolean:
      return value.boolean() != nullptr;
    case AttributeType::integer:
      return value.integer() != nullptr;
    case AttributeType::number:
      return value.integer() != nullptr || value.floating() != nullptr;
    case AttributeType::string:
    case AttributeType::version:
    case AttributeType::timestamp:
      return value.string() != nullptr;
  }
  return false;
}

std::string written(const Json& value) {
  return value.string() != nullptr ? *value.string() : canonical(value);
}

void report_undeclared_value(const Attribute& attribute, const Spanned<Json>& operand,
                             Report& report) {
  std::vector<std::string> values;
  for (const Json& value : attribute.values) values.push_back(written(value));
  values.resize(std::min(values.size(), most_suggested));
  const std::vector<std::string_view> known(values.begin(), values.end());
  report.add(unknown_word, operand.span,
             fmt::format("`{}` is never `{}`", *attribute.name, written(*operand)),
             suggestion(written(*operand), known, "ensign.yaml lists its values"));
}

}  // namespace

void Linker::check_type(const Attribute& attribute, const Condition& test) {
  const Family of = family(test.op);
  const std::string_view type = spelling(attribute.type);
  if (!suits(attribute.type, of)) {
    return fault(wrong_type, test.span,
                 fmt::format("`{}` says nothing about `{}`, whose type is {}", spelling(test.op),
                             *attribute.name, type),
                 "use an operator for that type, or correct the type in ensign.yaml");
  }
  if (of != Family::equality) return;
  for (const Spanned<Json>& operand : test.operands) check_value(attribute, operand);
}

void Linker::check_value(const Attribute& attribute, const Spanned<Json>& value) {
  if (!has_type(*value, attribute.type)) {
    fault(wrong_type, value.span,
          fmt::format("`{}` is never `{}`: its type is {}", *attribute.name, written(*value),
                      spelling(attribute.type)),
          "write a value of that type; only text is quoted");
  } else if (!attribute.values.empty() &&
             std::ranges::find(attribute.values, *value) == attribute.values.end()) {
    report_undeclared_value(attribute, value, report_);
    incomplete(value.span.file);
  }
}

void Linker::link_test(Condition& test) {
  link(segments_, test.segment);
  const std::string_view name = *test.attribute;
  if (name == clock_name) {
    if (family(test.op) == Family::time) return;
    return fault(wrong_type, test.span,
                 fmt::format("`{}` says nothing about the clock", spelling(test.op)),
                 "`now` is compared with `before` and `after`");
  }
  if (name == unit_name) {
    Attribute unit;
    unit.name = test.attribute;
    return check_type(unit, test);
  }
  const auto index = find(attributes_, test.attribute);
  if (index) check_type(model_.config.attributes[*index], test);
}

void Linker::link(Condition& condition) {
  if (condition.kind == Condition::Kind::test) return link_test(condition);
  for (Condition& child : condition.children) link(child);
}

void Linker::link_segments() {
  for (Segment& segment : model_.segments) {
    link(segment.owner);
    link(segment.condition);
  }
}

void Linker::link_by(const std::optional<Spanned<std::string>>& attribute) {
  if (attribute && **attribute != unit_name) find(attributes_, *attribute);
}

}  // namespace ensign::model
