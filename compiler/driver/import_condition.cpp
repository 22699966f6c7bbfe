#include "driver/import_condition.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ensign::driver {
namespace {

using model::Condition;
using model::Operator;
using Kind = Condition::Kind;

Condition make_list(Kind kind, std::vector<Condition> members) {
  Condition result;
  result.kind = kind;
  result.children = std::move(members);
  return result;
}

bool is_exists(const Condition& condition, bool wanted) {
  if (condition.kind != Kind::test || condition.op != Operator::exists) return false;
  return condition.operands.front()->boolean() != nullptr &&
         *condition.operands.front()->boolean() == wanted;
}

// `not: { A: "" }`
bool is_not_empty(const Condition& condition) {
  if (condition.kind != Kind::negation) return false;
  const Condition& inner = condition.children.front();
  if (inner.kind != Kind::test || inner.op != Operator::equals) return false;
  const std::string* text = inner.operands.front()->string();
  return text != nullptr && text->empty();
}

// Tests that the empty text never passes, whatever they compare with (docs/lowering.md, `filled`).
bool refuses_empty(Operator op) {
  switch (op) {
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
    case Operator::version_at_least:
    case Operator::version_above:
    case Operator::version_at_most:
    case Operator::version_below:
    case Operator::version_equals:
    case Operator::before:
    case Operator::after:
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
      return true;
    default:
      return false;
  }
}

std::string attribute_of(const Condition& condition) {
  if (condition.kind == Kind::test) return *condition.attribute;
  return condition.kind == Kind::negation ? attribute_of(condition.children.front())
                                          : std::string();
}

std::vector<Condition> flattened(Kind kind, std::vector<Condition> members) {
  std::vector<Condition> flat;
  std::set<std::string> seen;
  const auto add = [&](Condition member) {
    if (seen.insert(condition_text(member)).second) flat.push_back(std::move(member));
  };
  for (Condition& member : members) {
    if (member.kind != kind) {
      add(std::move(member));
      continue;
    }
    for (Condition& child : member.children) add(std::move(child));
  }
  return flat;
}

// `A` exists and is none of these: one test says both.
bool merge_negation(Condition& member, const std::string& attribute) {
  if (member.kind != Kind::negation) return false;
  Condition& inner = member.children.front();
  const bool fits = inner.kind == Kind::test && *inner.attribute == attribute &&
                    (inner.op == Operator::equals || inner.op == Operator::in);
  if (!fits) return false;
  inner.op = inner.op == Operator::equals ? Operator::not_equals : Operator::not_in;
  Condition merged = std::move(inner);
  member = std::move(merged);
  return true;
}

bool is_implied(const std::vector<Condition>& members, std::size_t which) {
  const Condition& one = members[which];
  const std::string attribute = attribute_of(one);
  const bool presence = is_exists(one, true);
  if (!presence && !is_not_empty(one)) return false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == which) continue;
    const auto sure = presence ? required_attributes(members[i]) : filled_attributes(members[i]);
    if (sure.contains(attribute)) return true;
  }
  return false;
}

void drop_implied(std::vector<Condition>& members) {
  for (std::size_t i = 0; i < members.size();) {
    if (is_implied(members, i)) {
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!is_exists(members[i], true)) continue;
    const std::string attribute = *members[i].attribute;
    const auto merged = std::ranges::find_if(
        members, [&](Condition& member) { return merge_negation(member, attribute); });
    if (merged == members.end()) continue;
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
    --i;
  }
}

std::set<std::string> of_members(const Condition& condition,
                                 std::set<std::string> (*of)(const Condition&)) {
  std::set<std::string> result;
  for (std::size_t i = 0; i < condition.children.size(); ++i) {
    std::set<std::string> one = of(condition.children[i]);
    if (condition.kind == Kind::all || i == 0) {
      result.merge(one);
    } else {
      std::erase_if(result, [&](const std::string& name) { return !one.contains(name); });
    }
  }
  return result;
}

}  // namespace

Condition make_test(std::string attribute, Operator op, std::vector<Json> operands) {
  Condition test;
  test.kind = Kind::test;
  test.attribute.value = std::move(attribute);
  test.op = op;
  for (Json& operand : operands) test.operands.push_back({std::move(operand), {}});
  return test;
}

Condition make_exists(std::string attribute, bool exists) {
  return make_test(std::move(attribute), Operator::exists, {Json(exists)});
}

Condition make_segment_test(std::string attribute, std::string segment) {
  return make_test(std::move(attribute), Operator::in_segment, {Json(std::move(segment))});
}

Condition make_not(Condition condition) {
  if (condition.kind == Kind::negation) {
    Condition inner = std::move(condition.children.front());
    return inner;
  }
  if (is_exists(condition, true)) return make_exists(*condition.attribute, false);
  if (is_exists(condition, false)) return make_exists(*condition.attribute, true);
  std::vector<Condition> one;
  one.push_back(std::move(condition));
  return make_list(Kind::negation, std::move(one));
}

Condition make_all(std::vector<Condition> members) {
  std::vector<Condition> flat = flattened(Kind::all, std::move(members));
  drop_implied(flat);
  if (flat.size() == 1) return std::move(flat.front());
  return make_list(Kind::all, std::move(flat));
}

Condition make_any(std::vector<Condition> members) {
  std::vector<Condition> flat = flattened(Kind::any, std::move(members));
  if (flat.size() == 1) return std::move(flat.front());
  return make_list(Kind::any, std::move(flat));
}

std::set<std::string> required_attributes(const Condition& condition) {
  switch (condition.kind) {
    case Kind::test:
      if (is_exists(condition, false) || *condition.attribute == "now") return {};
      return {*condition.attribute};
    case Kind::negation:
      return {};  // of `exists: false` there is none, see make_not
    case Kind::all:
    case Kind::any:
      break;
  }
  return of_members(condition, required_attributes);
}

std::set<std::string> filled_attributes(const Condition& condition) {
  if (condition.kind == Kind::test) {
    if (refuses_empty(condition.op)) return required_attributes(condition);
    const bool is_empty = std::ranges::any_of(condition.operands, [](const auto& operand) {
      return operand->string() != nullptr && operand->string()->empty();
    });
    const bool equal = condition.op == Operator::equals || condition.op == Operator::in;
    const bool unequal = condition.op == Operator::not_equals || condition.op == Operator::not_in;
    const bool sure = (equal && !is_empty) || (unequal && is_empty);
    return sure ? required_attributes(condition) : std::set<std::string>{};
  }
  if (condition.kind == Kind::negation) return {};
  std::set<std::string> result = of_members(condition, filled_attributes);
  if (condition.kind != Kind::all) return result;
  const std::set<std::string> present = required_attributes(condition);
  for (const Condition& child : condition.children) {
    const std::string attribute = attribute_of(child);
    if (is_not_empty(child) && present.contains(attribute)) result.insert(attribute);
  }
  return result;
}

void collect_attributes(const Condition& condition, std::set<std::string>& into) {
  if (condition.kind == Kind::test && *condition.attribute != "now") {
    into.insert(*condition.attribute);
  }
  for (const Condition& child : condition.children) collect_attributes(child, into);
}

}  // namespace ensign::driver
