#include <algorithm>
#include <fmt/format.h>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using change::Answer;
using change::Branch;

// Rules that are left nobody, by the same earlier branches.
struct Shadow {
  std::vector<std::size_t> takers;  // indices of branches
  std::vector<std::size_t> rules;   // indices of rules
};

std::vector<std::size_t> takers_of(const std::vector<Branch>& branches, std::size_t shadowed) {
  std::vector<std::size_t> takers;
  for (std::size_t i = 0; i < shadowed; ++i) {
    const auto taken = intersect(branches[i].reached, branches[shadowed].matched);
    if (taken.is_empty() == Answer::no) takers.push_back(i);
  }
  return takers;
}

std::vector<Shadow> shadows_of(const std::vector<Branch>& branches) {
  std::vector<Shadow> shadows;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const Branch& branch = branches[i];
    if (branch.kind != Branch::Kind::rule) continue;
    if (branch.matched.is_empty() != Answer::no || branch.reached.is_empty() != Answer::yes)
      continue;
    auto takers = takers_of(branches, i);
    auto same = std::ranges::find(shadows, takers, &Shadow::takers);
    if (same == shadows.end()) same = shadows.insert(same, {std::move(takers), {}});
    same->rules.push_back(branch.rule);
  }
  return shadows;
}

std::string taker_words(const model::FlagEnvironment& own, const std::vector<Branch>& branches,
                        const Shadow& shadow) {
  if (shadow.takers.size() > 1) return "the rules before it take";
  const Branch& taker = branches[shadow.takers.front()];
  if (taker.kind == Branch::Kind::expiry) return "the expiry of the flag takes";
  return fmt::format("`{}` takes", *own.rules[taker.rule].name);
}

std::string_view cure(const std::vector<Branch>& branches, const Shadow& shadow) {
  const bool is_over = branches[shadow.takers.back()].kind == Branch::Kind::expiry;
  return is_over ? "delete it, or let the flag live longer"
                 : "move it up if it is to win, or delete it";
}

void report_shadow(const Rule& rule, report::Report& report, const model::Flag& flag,
                   const model::FlagEnvironment& own, const std::vector<Branch>& branches,
                   const Shadow& shadow) {
  const auto& first = own.rules[shadow.rules.front()];
  auto& finding = report.add(rule.info, first.name.span,
                             fmt::format("rule `{}` decides for nobody: {} everybody it is for",
                                         *first.name, taker_words(own, branches, shadow)),
                             std::string(cure(branches, shadow)));
  for (const std::size_t taker : shadow.takers) {
    const bool is_expiry = branches[taker].kind == Branch::Kind::expiry;
    finding.labels.push_back(
        {is_expiry ? flag.expires->span : own.rules[branches[taker].rule].name.span,
         shadow.takers.size() > 1 ? "takes a part" : "takes all"});
  }
  for (std::size_t i = 1; i < shadow.rules.size(); ++i) {
    finding.labels.push_back({own.rules[shadow.rules[i]].name.span, "nor does this one"});
  }
}

// What is wrong with a condition alone is told by its own rules.
bool speaks_otherwise(const model::Model& model, const model::FlagEnvironment& own) {
  return std::ranges::any_of(own.rules, [&](const model::FlagRule& one) {
    return asks_for_undeclared(model, one.condition);
  });
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      if (own.rules.size() + (change::expiry_guard(flag) ? 1 : 0) < 2) continue;
      if (speaks_otherwise(model, own)) continue;
      change::Questions questions;
      questions.add(model, flag, own);
      const auto branches = branches_of(change::Space(questions), model, flag, own);
      for (const Shadow& shadow : shadows_of(branches)) {
        report_shadow(rule, report, flag, own, branches, shadow);
      }
    }
  }
}

}  // namespace

const Rule rule_shadowed{
    {"EN231", "rule-shadowed", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
