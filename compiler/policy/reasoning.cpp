#include "policy/reasoning.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::policy {

using model::Condition;

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

std::optional<std::uint32_t> safe_variant(const model::Flag& flag) {
  if (flag.fallback) return flag.fallback->variant;
  for (std::size_t i = 0; i < flag.variants.size(); ++i) {
    const bool* value = flag.variants[i].value.boolean();
    if (value != nullptr && !*value) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
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
  change::Questions questions;
  questions.add(model, condition);
  return change::Space(questions).where(model, condition).is_empty() == change::Answer::yes;
}

}  // namespace ensign::policy
