#pragma once
// What docs/files.md says a flag serves, computed from the model itself: no JsonLogic, no lowering.
// The property test holds the lowered flag against it.

#include <algorithm>
#include <optional>
#include <string>

#include "eval/murmur.h"
#include "model/model.h"

namespace ensign::test {

struct Asked {
  const model::Model& model;
  const Json& context;
  std::int64_t now = 0;
};

// Null stands for a missing attribute.
inline Json value_of(const Asked& asked, std::string_view attribute) {
  const Json* value = &asked.context;
  while (value != nullptr && !attribute.empty()) {
    const std::size_t dot = attribute.find('.');
    value = value->find(attribute.substr(0, dot));
    attribute = dot == std::string_view::npos ? std::string_view() : attribute.substr(dot + 1);
  }
  return value == nullptr ? Json() : *value;
}

inline std::optional<double> number_in(const Json& value) {
  if (const auto* integer = value.integer()) return static_cast<double>(*integer);
  if (const auto* floating = value.floating()) return *floating;
  return std::nullopt;
}

inline bool is_text(const Json& value) { return value.string() != nullptr; }

inline bool is_listed(const Json& value, const model::Condition& test) {
  return std::ranges::any_of(test.operands, [&](const auto& one) { return one.value == value; });
}

// A date begins with its first second and ends with its last.
inline double moment_in(const model::Condition& test) {
  const std::string& text = *test.operands.front().value.string();
  if (text.size() > std::string_view("1970-01-01").size()) {
    return static_cast<double>(parse_instant(text)->seconds);
  }
  const double first = parse_date(text)->days * 86'400.0;
  return test.op == model::Operator::before ? first : first + 86'399.0;
}

inline bool holds_order(const Json& value, const model::Condition& test) {
  const bool in_time = test.op == model::Operator::before || test.op == model::Operator::after;
  const auto left = number_in(value);
  const double right = in_time ? moment_in(test) : *number_in(test.operands.front().value);
  if (!left) return false;
  switch (test.op) {
    case model::Operator::at_least:
      return *left >= right;
    case model::Operator::above:
    case model::Operator::after:
      return *left > right;
    case model::Operator::at_most:
      return *left <= right;
    default:
      return *left < right;
  }
}

// Versions of the property test are three numbers under ten: text order is their order.
inline bool holds_version(const Json& value, const model::Condition& test) {
  const std::string& right = *test.operands.front().value.string();
  if (!is_text(value) || value.string()->empty()) return false;
  const int order = value.string()->compare(right);
  switch (test.op) {
    case model::Operator::version_at_least:
      return order >= 0;
    case model::Operator::version_above:
      return order > 0;
    case model::Operator::version_at_most:
      return order <= 0;
    case model::Operator::version_below:
      return order < 0;
    default:
      return order == 0;
  }
}

inline bool holds_text(const Json& value, const model::Condition& test) {
  if (!is_text(value)) return false;
  const std::string& text = *value.string();
  const std::string& operand = *test.operands.front().value.string();
  if (test.op == model::Operator::starts_with) return text.starts_with(operand);
  if (test.op == model::Operator::ends_with) return text.ends_with(operand);
  return text.contains(operand);
}

inline bool holds(const Asked& asked, const model::Condition& condition);

inline bool holds_test(const Asked& asked, const model::Condition& test) {
  using model::Operator;
  const bool is_clock = *test.attribute == "now";
  const Json value = is_clock ? Json(asked.now) : value_of(asked, *test.attribute);
  if (test.op == Operator::exists) {
    return value.is_null() != *test.operands.front().value.boolean();
  }
  if (value.is_null()) return false;
  switch (test.op) {
    case Operator::equals:
    case Operator::in:
      return is_listed(value, test);
    case Operator::not_equals:
    case Operator::not_in:
      return !is_listed(value, test);
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
      return holds_text(value, test);
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
    case Operator::before:
    case Operator::after:
      return holds_order(value, test);
    case Operator::in_segment:
      return holds(asked, asked.model.at(*test.segment->id).condition);
    case Operator::not_in_segment:
      return !holds(asked, asked.model.at(*test.segment->id).condition);
    default:
      return holds_version(value, test);
  }
}

inline bool holds(const Asked& asked, const model::Condition& condition) {
  const auto child_holds = [&](const model::Condition& child) { return holds(asked, child); };
  switch (condition.kind) {
    case model::Condition::Kind::all:
      return std::ranges::all_of(condition.children, child_holds);
    case model::Condition::Kind::any:
      return std::ranges::any_of(condition.children, child_holds);
    case model::Condition::Kind::negation:
      return !child_holds(condition.children.front());
    case model::Condition::Kind::test:
      break;
  }
  return holds_test(asked, condition);
}

// The variant of a serve; none when the user of a split is unknown.
inline std::optional<std::uint32_t> chosen(const Asked& asked, const model::Flag& flag,
                                           const model::Serve& serve) {
  for (const model::Share& share : serve.shares) {
    if (share.weight == 100'000) return share.variant;
  }
  const Json user = value_of(asked, serve.by ? serve.by->value : "targetingKey");
  if (!is_text(user) || user.string()->empty()) return std::nullopt;
  const std::string key = (flag.salt ? flag.salt->value : *flag.key) + ":" + *user.string();
  const auto point =
      static_cast<std::int64_t>((std::uint64_t{eval::murmur3_32(key)} * 100'000) >> 32);
  std::int64_t end = 0;
  for (const model::Share& share : serve.shares) {
    end += share.weight;
    if (point < end) return share.variant;
  }
  return std::nullopt;
}

// Is the user in the part of a group that is the flag's?
inline bool in_slot(const Asked& asked, const model::Group& group, const model::Flag& flag) {
  const Json user = value_of(asked, group.by ? group.by->value : "targetingKey");
  if (!is_text(user) || user.string()->empty()) return false;
  const std::string key = (group.salt ? group.salt->value : *group.name) + ":" + *user.string();
  const auto point =
      static_cast<std::int64_t>((std::uint64_t{eval::murmur3_32(key)} * 100'000) >> 32);
  std::int64_t begin = 0;
  for (const model::GroupMember& member : group.members) {
    const std::int64_t end = begin + member.weight;
    if (*member.flag.name == *flag.key) return begin <= point && point < end;
    begin = end;
  }
  return false;
}

struct Answer {
  std::string variant;
  std::string rule;  // empty for none
};

inline Answer answer(const Asked& asked, const model::Flag& flag,
                     const model::FlagEnvironment& own) {
  const bool expired = flag.on_expiry == model::OnExpiry::fallback && flag.expires &&
                       asked.now > end_of(flag.expires->value).seconds;
  if (expired && flag.fallback) return {*flag.fallback->serve, "(on_expiry)"};
  if (flag.group && !in_slot(asked, asked.model.at(*flag.group), flag)) {
    return {*flag.fallback->serve, "(group)"};
  }
  for (const model::FlagRule& rule : own.rules) {
    if (!holds(asked, rule.condition)) continue;
    const auto variant = chosen(asked, flag, rule.serve);
    if (variant) return {*flag.variants[*variant].name, *rule.name};
  }
  if (const auto variant = chosen(asked, flag, own.serve)) {
    return {*flag.variants[*variant].name, ""};
  }
  std::uint32_t last = 0;
  for (const model::Share& share : own.serve.shares) {
    if (share.weight > 0) last = share.variant;
  }
  return {*flag.variants[last].name, ""};
}

}  // namespace ensign::test
