#include <fmt/format.h>

#include "eval/ruleset.h"
#include "lower/lower.h"
#include "policy/exposure.h"
#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using change::Branch;

// A flag and what it requires, in one environment.
struct Pair {
  const model::Flag& flag;
  const model::FlagEnvironment& own;
  const model::Flag& required;
  const model::FlagEnvironment* other;  // null where the required flag is not in the environment
  std::uint32_t safe = 0;               // of `flag`
  std::uint32_t wanted = 0;             // of `required`
};

struct Breach {
  change::Witness example;
  std::string served;   // by the flag
  std::string instead;  // by the required one; empty where it is not there
  Span span;            // of the serve
};

// What clients get for the example. They have the last word: an example that they do not confirm is
// none.
class Clients {
 public:
  explicit Clients(const model::Model& model, const Pair& pair) {
    Json flags = Json::object();
    Json evaluators = Json::object();
    for (const model::Flag* flag : {&pair.flag, &pair.required}) {
      if (flag == &pair.required && pair.other == nullptr) continue;
      auto lowered = lower::lower_flag(model, *flag, *pair.own.index);
      flags.set(*flag->key, std::move(lowered.flag));
      for (auto& shared : lowered.evaluators) {
        if (evaluators.find(shared.name) == nullptr) evaluators.set(shared.name, shared.rule);
      }
    }
    rules_ = eval::Ruleset::load(
        canonical(Json::object({{"flags", flags}, {"$evaluators", evaluators}})));
  }

  std::string variant(const std::string& key, const change::Witness& example, Instant now) const {
    const auto context = eval::Context::from_json(canonical(example.context));
    if (!rules_ || !context) return {};
    const eval::Settings settings{example.now.value_or(now).seconds, std::nullopt};
    return std::string(rules_->evaluate(key, eval::Type::any, *context, settings).variant);
  }

 private:
  std::expected<eval::Ruleset, eval::LoadError> rules_ = std::unexpected(eval::LoadError{});
};

std::optional<Breach> confirmed(const model::Model& model, const Pair& pair,
                                const change::Witness& example, Span span) {
  const Clients clients(model, pair);
  Breach breach{example, clients.variant(*pair.flag.key, example, model.as_of), {}, span};
  if (breach.served.empty() || breach.served == *pair.flag.variants[pair.safe].name) return {};
  if (pair.other == nullptr) return breach;
  breach.instead = clients.variant(*pair.required.key, example, model.as_of);
  if (breach.instead.empty() || breach.instead == *pair.required.variants[pair.wanted].name) {
    return std::nullopt;
  }
  return breach;
}

// From today on: what was served before cannot be mended.
std::optional<Breach> find_breach(const model::Model& model, const Pair& pair) {
  change::Questions questions;
  questions.add(model, pair.flag, pair.own);
  if (pair.other != nullptr) questions.add(model, pair.required, *pair.other);
  const change::Space space(questions, model.as_of);
  change::Region unmet = space.everybody();
  if (pair.other != nullptr) {
    unmet = served(branches_of(space, model, pair.required, *pair.other),
                   [&](std::uint32_t variant) { return variant != pair.wanted; });
  }
  for (const Branch& branch : branches_of(space, model, pair.flag, pair.own)) {
    for (const change::Outcome& outcome : branch.outcomes) {
      if (outcome.variant == pair.safe || branch.serve == nullptr) continue;
      const auto example = witness(space, intersect(outcome.region, unmet));
      if (!example) continue;
      if (auto breach = confirmed(model, pair, *example, branch.serve->span)) return breach;
    }
  }
  return std::nullopt;
}

std::string cure(const Pair& pair, const model::Requirement& requirement) {
  if (pair.other == nullptr) {
    return fmt::format("declare `{}` for `{}`, or serve `{}` of `{}` there", *pair.required.key,
                       *pair.own.environment, *pair.flag.variants[pair.safe].name, *pair.flag.key);
  }
  return fmt::format("serve `{}` of `{}` to them first, or `{}` to fewer", *requirement.serve,
                     *pair.required.key, *pair.flag.key);
}

void report_breach(const Rule& rule, report::Report& report, const Pair& pair,
                   const model::Requirement& requirement, const Breach& breach) {
  const std::string there =
      breach.instead.empty() ? "is not there" : fmt::format("is `{}`", breach.instead);
  auto& finding =
      report.add(rule.info, breach.span,
                 fmt::format("`{}` is `{}` where `{}`, which it requires, {}: in `{}`, {}",
                             *pair.flag.key, breach.served, *pair.required.key, there,
                             *pair.own.environment, in_words(breach.example)),
                 cure(pair, requirement));
  finding.labels.push_back({requirement.flag.name.span, "required here"});
  if (pair.other != nullptr) {
    finding.labels.push_back({pair.other->serve.span, "what it serves by default"});
  }
}

void judge_requirement(const model::Model& model, const Rule& rule, report::Report& report,
                       const model::Flag& flag, const model::Requirement& requirement) {
  const auto safe = safe_variant(flag);
  if (!safe || !requirement.flag.id) return;
  const model::Flag& required = model.at(*requirement.flag.id);
  const auto wanted = required.variant_index(*requirement.serve);
  if (!is_readable(required) || !wanted) return;
  for (const model::FlagEnvironment& own : flag.environments) {
    const Pair pair{flag, own, required, required.environment(*own.environment), *safe, *wanted};
    if (const auto breach = find_breach(model, pair)) {
      report_breach(rule, report, pair, requirement, *breach);
    }
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::Requirement& requirement : flag.requires_) {
      judge_requirement(model, rule, report, flag, requirement);
    }
  }
}

}  // namespace

const Rule requirement_not_met{
    {"EN237", "requirement-not-met", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
