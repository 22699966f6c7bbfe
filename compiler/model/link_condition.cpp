#include <algorithm>
#include <fmt/format.h>

#include "model/linker.h"
#include "model/names.h"
#include "model/operator_types.h"

namespace ensign::model {
namespace {

// Attributes that are always there: the clock, and the unit of a split that names none.
constexpr std::string_view clock_name = "now";
constexpr std::string_view unit_name = "targetingKey";

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
  const std::string_view type = spelling(attribute.type);
  if (!suits(attribute.type, test.op)) {
    return fault(wrong_type, test.span,
                 fmt::format("`{}` says nothing about `{}`, whose type is {}", spelling(test.op),
                             *attribute.name, type),
                 "use an operator for that type, or correct the type in ensign.yaml");
  }
  if (!compares_values(test.op)) return;
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
    if (test.op == Operator::before || test.op == Operator::after) return;
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
