#include "change/atom.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/date.h"
#include "eval/version.h"

namespace ensign::change {
namespace {

using model::Operator;

// A date holds through its whole day: `before` means its first second and `after` its last.
Json moment_of(const std::string& text, Operator op) {
  if (const auto instant = parse_instant(text)) return instant->seconds;
  const auto date = parse_date(text);
  ENSIGN_ASSERT(date.has_value());
  return (op == Operator::after ? end_of(*date) : start_of(*date)).seconds;
}

// Texts are most of what is compared, and need not be written out for it.
bool is_same(const Json& a, const Json& b) {
  if (a.string() == nullptr || b.string() == nullptr) {
    return (a.string() == nullptr) == (b.string() == nullptr) && a == b;
  }
  return *a.string() == *b.string();
}

bool is_among(const Atom& atom, const Json& value) {
  return std::ranges::any_of(atom.operands,
                             [&](const Json& operand) { return is_same(operand, value); });
}

bool text_holds(Operator op, const Json& value, const Json& operand) {
  if (value.string() == nullptr) return false;
  const std::string& text = *value.string();
  const std::string& part = *operand.string();
  if (op == Operator::starts_with) return text.starts_with(part);
  if (op == Operator::ends_with) return text.ends_with(part);
  return text.find(part) != text.npos;
}

bool order_holds(Operator op, const Json& value, const Json& operand) {
  const auto left = number_of(value);
  const auto right = number_of(operand);
  if (!left || !right) return false;
  switch (op) {
    case Operator::at_least:
      return *left >= *right;
    case Operator::above:
    case Operator::after:
      return *left > *right;
    case Operator::at_most:
      return *left <= *right;
    default:
      return *left < *right;
  }
}

eval::VersionOperator comparison_of(Operator op) {
  switch (op) {
    case Operator::version_at_least:
      return eval::VersionOperator::greater_equal;
    case Operator::version_above:
      return eval::VersionOperator::greater;
    case Operator::version_at_most:
      return eval::VersionOperator::less_equal;
    case Operator::version_below:
      return eval::VersionOperator::less;
    default:
      return eval::VersionOperator::equal;
  }
}

bool version_holds(Operator op, const Json& value, const Json& operand) {
  if (value.string() == nullptr || operand.string() == nullptr) return false;
  const auto left = eval::read_version(*value.string());
  const auto right = eval::read_version(*operand.string());
  return left && right && eval::holds(*left, comparison_of(op), *right);
}

}  // namespace

std::optional<double> number_of(const Json& value) {
  if (const auto* whole = value.integer()) return static_cast<double>(*whole);
  if (const auto* broken = value.floating()) return *broken;
  return std::nullopt;
}

Atom atom_of(const model::Condition& test) {
  ENSIGN_ASSERT(test.kind == model::Condition::Kind::test && !test.segment);
  Atom atom{*test.attribute, test.op, {}};
  for (const Spanned<Json>& operand : test.operands) {
    const bool is_moment = test.op == Operator::before || test.op == Operator::after;
    atom.operands.push_back(is_moment ? moment_of(*operand->string(), test.op) : *operand);
  }
  return atom;
}

Atom present(std::string attribute) { return {std::move(attribute), Operator::exists, {true}}; }

Atom filled(std::string attribute) { return {std::move(attribute), std::nullopt, {}}; }

std::string key_of(const Atom& atom) {
  const int op = atom.op ? static_cast<int>(*atom.op) : -1;
  return canonical(Json::array({atom.attribute, op, atom.operands}));
}

bool holds(const Atom& atom, const Json& value) {
  if (!atom.op) return !value.is_null() && (value.string() == nullptr || !value.string()->empty());
  if (*atom.op == Operator::exists) return *atom.operands.front().boolean() == !value.is_null();
  if (value.is_null()) return false;
  const Json& operand = atom.operands.front();
  switch (*atom.op) {
    case Operator::equals:
    case Operator::in:
      return is_among(atom, value);
    case Operator::not_equals:
    case Operator::not_in:
      return !is_among(atom, value);
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
      return text_holds(*atom.op, value, operand);
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
    case Operator::before:
    case Operator::after:
      return order_holds(*atom.op, value, operand);
    default:
      return version_holds(*atom.op, value, operand);
  }
}

}  // namespace ensign::change
