#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

using Conditions = std::vector<Condition>;

void report_empty(const Node& node, Report& report) {
  report.add(invalid_value, node.span, "an empty condition says nothing",
             "say who is meant, such as `plan: team`");
}

Condition joined(Condition::Kind kind, Span span, Conditions children) {
  Condition result;
  result.kind = kind;
  result.span = span;
  result.children = std::move(children);
  return result;
}

// A value that equality and membership compare with.
std::optional<Spanned<Json>> read_scalar(const Node& node, Report& report) {
  if (node.is_scalar()) return Spanned<Json>{to_json(node), node.span};
  report_wrong_type(node, "a single value", report);
  return std::nullopt;
}

template <typename Reader>
std::optional<Spanned<Json>> read_as(Reader reader, const Node& node, Report& report) {
  if (!reader(node, report)) return std::nullopt;
  return Spanned<Json>{to_json(node), node.span};
}

std::optional<Spanned<Json>> read_operand(Operator op, const Node& node, Report& report) {
  switch (op) {
    case Operator::equals:
    case Operator::not_equals:
    case Operator::in:
    case Operator::not_in:
      return read_scalar(node, report);
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
    case Operator::in_segment:
    case Operator::not_in_segment:
      return read_as(read_text, node, report);
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
      return read_as(read_number, node, report);
    case Operator::version_at_least:
    case Operator::version_above:
    case Operator::version_at_most:
    case Operator::version_below:
    case Operator::version_equals:
      return read_as(read_version, node, report);
    case Operator::exists:
      return read_as(read_boolean, node, report);
    case Operator::before:
    case Operator::after:
      return read_as(read_beginning, node, report);
  }
  return std::nullopt;
}

bool takes_list(Operator op) { return op == Operator::in || op == Operator::not_in; }

bool takes_segment(Operator op) {
  return op == Operator::in_segment || op == Operator::not_in_segment;
}

// `attribute op value`, or nothing when the value cannot be read.
std::optional<Condition> read_test(const syntax::Entry& attribute, Operator op, Span from,
                                   const Node& value, Report& report) {
  Condition test;
  test.kind = Condition::Kind::test;
  test.span = {from.file, from.begin, value.span.end};
  test.attribute = {attribute.key, attribute.key_span};
  test.op = op;
  if (takes_list(op) && !expect_list(value, report)) return std::nullopt;
  if (takes_list(op) && value.items.empty()) {
    report.add(invalid_value, value.span, "the list is empty", "name the values that are meant");
    return std::nullopt;
  }
  const std::span<const Node> values =
      takes_list(op) ? std::span<const Node>(value.items) : std::span<const Node>(&value, 1);
  for (const Node& one : values) {
    auto operand = read_operand(op, one, report);
    if (!operand) return std::nullopt;
    test.operands.push_back(std::move(*operand));
  }
  if (takes_segment(op)) test.segment = Ref<Segment>{{value.text, value.span}, std::nullopt};
  return test;
}

void add_operators(const syntax::Entry& attribute, Conditions& into, Report& report) {
  if (attribute.value.entries.empty()) return report_empty(attribute.value, report);
  for (const syntax::Entry& entry : attribute.value.entries) {
    const auto op = from_spelling<Operator>(entry.key);
    if (!op) {
      report.add(unknown_operator, entry.key_span,
                 fmt::format("there is no operator `{}`", entry.key),
                 suggestion(entry.key, spellings<Operator>(),
                            "`ensign explain EN030` lists the operators"));
      continue;
    }
    auto test = read_test(attribute, *op, entry.key_span, entry.value, report);
    if (test) into.push_back(std::move(*test));
  }
}

void add_tests(const syntax::Entry& entry, Conditions& into, Report& report) {
  if (entry.value.is_mapping()) return add_operators(entry, into, report);
  const Operator op = entry.value.is_sequence() ? Operator::in : Operator::equals;
  auto test = read_test(entry, op, entry.key_span, entry.value, report);
  if (test) into.push_back(std::move(*test));
}

void add_list(const syntax::Entry& entry, Condition::Kind kind, Conditions& into, Report& report) {
  if (!expect_list(entry.value, report)) return;
  if (entry.value.items.empty()) return report_empty(entry.value, report);
  Conditions children;
  for (const Node& item : entry.value.items) {
    if (auto child = read_condition(item, report)) children.push_back(std::move(*child));
  }
  into.push_back(joined(kind, entry.value.span, std::move(children)));
}

}  // namespace

std::optional<Condition> read_condition(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  if (node.entries.empty()) {
    report_empty(node, report);
    return std::nullopt;
  }
  Conditions members;
  for (const syntax::Entry& entry : node.entries) {
    if (entry.key == "all") {
      add_list(entry, Condition::Kind::all, members, report);
    } else if (entry.key == "any") {
      add_list(entry, Condition::Kind::any, members, report);
    } else if (entry.key == "not") {
      auto inner = read_condition(entry.value, report);
      if (!inner) continue;
      Conditions one;
      one.push_back(std::move(*inner));
      members.push_back(joined(Condition::Kind::negation, entry.value.span, std::move(one)));
    } else {
      add_tests(entry, members, report);
    }
  }
  if (members.empty()) return std::nullopt;
  if (members.size() == 1) return std::move(members.front());
  return joined(Condition::Kind::all, node.span, std::move(members));
}

}  // namespace ensign::model
