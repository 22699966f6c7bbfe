#include "policy/reasoning.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string_view>

namespace ensign::policy {

using model::Condition;

namespace {

// Most conditions are a few tests of equality or of parts, each of another attribute with an open
// set of values (equality fits a closed one, too). Those can all hold at once, and nothing has to
// be partitioned to know it.
bool is_plain(const model::Model& model, const Condition& condition,
              std::set<std::string_view>& attributes) {
  using model::Operator;
  if (condition.kind == Condition::Kind::all) {
    return std::ranges::all_of(condition.children, [&](const Condition& child) {
      return is_plain(model, child, attributes);
    });
  }
  if (condition.kind != Condition::Kind::test || condition.segment) return false;
  if (!attributes.insert(*condition.attribute).second) return false;
  switch (condition.op) {
    case Operator::equals:
    case Operator::in:
      return true;
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
    case Operator::at_least:
    case Operator::at_most: {
      const model::Attribute* attribute = model.config.attribute(*condition.attribute);
      return attribute != nullptr && attribute->values.empty();
    }
    default:
      return false;
  }
}

}  // namespace

std::string in_words(const change::Witness& example) {
  std::vector<std::string> words;
  for (const auto& [name, value] : example.told) {
    const std::string text = value.string() != nullptr ? *value.string() : canonical(value);
    words.push_back(value.is_null() ? fmt::format("without `{}`", name)
                                    : fmt::format("with `{}: {}`", name, text));
  }
  if (example.now) words.push_back("at " + to_string(*example.now));
  return words.empty() ? "for anybody" : fmt::format("{}", fmt::join(words, ", "));
}

bool is_readable(const model::Flag& flag) {
  if (!flag.complete || (flag.fallback && !flag.fallback->variant)) return false;
  return std::ranges::all_of(flag.environments, [](const model::FlagEnvironment& own) {
    return own.index && !own.serve.shares.empty() &&
           std::ranges::none_of(
               own.rules, [](const model::FlagRule& rule) { return rule.serve.shares.empty(); });
  });
}

bool is_undeclared(const model::Model& model, const Condition& test) {
  if (test.kind != Condition::Kind::test || test.segment) return false;
  if (test.op == model::Operator::exists || test.op <= model::Operator::not_in) return false;
  const model::Attribute* attribute = model.config.attribute(*test.attribute);
  if (attribute == nullptr || attribute->values.empty()) return false;
  const change::Atom atom = change::atom_of(test);
  const auto values = change::domain_of(*attribute).values;
  return std::ranges::none_of(values, [&](const Json& value) { return holds(atom, value); });
}

bool asks_for_undeclared(const model::Model& model, const Condition& condition) {
  if (is_undeclared(model, condition)) return true;
  if (condition.segment && condition.segment->id) {
    return asks_for_undeclared(model, model.at(*condition.segment->id).condition);
  }
  return std::ranges::any_of(condition.children, [&](const Condition& child) {
    return asks_for_undeclared(model, child);
  });
}

bool never_holds(const model::Model& model, const Condition& condition) {
  std::set<std::string_view> attributes;
  if (is_plain(model, condition, attributes)) return false;
  change::Questions questions;
  questions.add(model, condition);
  return change::Space(questions).where(model, condition).is_empty() == change::Answer::yes;
}

}  // namespace ensign::policy
