#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/ruleset.h"
#include "lower/lower.h"
#include "model/values.h"
#include "policy/distribution.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// A flag of one environment as clients get it: lowered, in a document of its own.
struct Served {
  lower::LoweredFlag lowered;
  std::expected<eval::Ruleset, eval::LoadError> ruleset;
};

Served served_in(const model::Model& model, const model::Flag& flag, std::uint32_t environment) {
  lower::LoweredFlag lowered = lower::lower_flag(model, flag, environment);
  Json flags = Json::object();
  flags.set(*flag.key, lowered.flag);
  Json evaluators = Json::object();
  for (const lower::SharedEvaluator& shared : lowered.evaluators) {
    evaluators.set(shared.name, shared.rule);
  }
  Json document = Json::object();
  document.set("flags", std::move(flags));
  document.set("$evaluators", std::move(evaluators));
  return {std::move(lowered), eval::Ruleset::load(canonical(document))};
}

// The environments that the tests of one flag ask for; one that none asks for is not lowered.
class Environments {
 public:
  Environments(const model::Model& model, const model::Flag& flag) : model_(model), flag_(flag) {}

  const Served& at(std::uint32_t index) {
    const auto found = served_.find(index);
    if (found != served_.end()) return found->second;
    return served_.emplace(index, served_in(model_, flag_, index)).first->second;
  }

 private:
  const model::Model& model_;
  const model::Flag& flag_;
  std::map<std::uint32_t, Served> served_;
};

eval::Settings settings_of(const model::Model& model, const model::FlagTest& test) {
  eval::Settings settings;
  settings.timestamp = test.at_time.value_or(model.as_of).seconds;
  settings.hash = test.hash;
  return settings;
}

// What went wrong with one test.
struct Fault {
  Span span;
  std::string message;
  std::string help;
};

constexpr const char* correct_one =
    "correct the rule or the test; `ensign eval` shows the rule behind a value";

// A flag in one environment, as its tests see it.
struct Subject {
  const model::Flag& flag;
  const eval::Ruleset& ruleset;
  const std::vector<std::string>& branches;
};

// "a test of `checkout` with plan: free"
std::string test_of(const model::Flag& flag, const model::FlagTest& test) {
  if (test.combination.empty()) return fmt::format("a test of `{}`", *flag.key);
  return fmt::format("a test of `{}` with {}", *flag.key, test.combination);
}

// `found` is empty when there is none.
Fault difference(const Subject& subject, const model::FlagTest& test, Span span,
                 std::string_view what, std::string_view expected, std::string_view found) {
  return {span,
          fmt::format("{} expects the {} `{}` and gets {}", test_of(subject.flag, test), what,
                      expected, found.empty() ? "none" : fmt::format("`{}`", found)),
          correct_one};
}

std::optional<Fault> compare(const Subject& subject, const model::FlagTest& test,
                             const eval::Outcome& outcome) {
  if (!test.expect->empty() && outcome.variant != *test.expect) {
    return difference(subject, test, test.expect.span, "variant", *test.expect, outcome.variant);
  }
  const auto variant = subject.flag.variant_index(outcome.variant);
  const Json& value = subject.flag.variants[variant.value()].value;
  if (test.value && !(value == **test.value)) {
    return difference(subject, test, test.value->span, "value", canonical(**test.value),
                      canonical(value));
  }
  if (test.reason && eval::name_of(outcome.reason) != test.reason->value) {
    return difference(subject, test, test.reason->span, "reason", test.reason->value,
                      eval::name_of(outcome.reason));
  }
  if (!test.rule) return std::nullopt;
  std::string_view matched;
  const auto& branches = subject.branches;
  if (outcome.branch && *outcome.branch < branches.size()) matched = branches[*outcome.branch];
  if (matched == test.rule->value) return std::nullopt;
  return difference(subject, test, test.rule->span, "rule", test.rule->value, matched);
}

std::optional<Fault> compare_shares(const Subject& subject, const model::FlagTest& test,
                                    const eval::Settings& settings) {
  const auto& over = test.distribution->over;
  const auto counts =
      distribution_of(subject.flag, test.context, over ? std::string_view(**over) : "targetingKey",
                      subject.ruleset, settings);
  if (!counts) {
    return Fault{
        test.span,
        fmt::format("{} ends with an error: {}", test_of(subject.flag, test), counts.error()),
        "correct the rule or the context that cannot be evaluated"};
  }
  const model::Distribution& wanted = *test.distribution;
  for (std::uint32_t i = 0; i < counts->size(); ++i) {
    const auto share = std::ranges::find(wanted.shares, i, &model::Share::variant);
    const bool named = share != wanted.shares.end();
    const std::int64_t expected = named ? share->weight : 0;
    const std::int64_t found = (*counts)[i] * 100'000 / simulated_users;
    if (std::abs(found - expected) <= wanted.within) continue;
    return Fault{
        named ? share->span : wanted.span,
        fmt::format("{} expects `{}` for {} of {} users with different `{}`, and gets it for {}",
                    test_of(subject.flag, test), *subject.flag.variants[i].name,
                    model::percent_text(expected), simulated_users,
                    wanted.over ? **wanted.over : "targetingKey", model::percent_text(found)),
        "correct the weights or the test; `over` is the attribute that varies, and "
        "`within` the percentage points that a share may be off"};
  }
  return std::nullopt;
}

std::optional<Fault> run(const model::Model& model, const Subject& subject,
                         const model::FlagTest& test) {
  const eval::Settings settings = settings_of(model, test);
  if (test.distribution) return compare_shares(subject, test, settings);
  const auto context = eval::Context::from_json(canonical(test.context));
  if (!context) {
    return Fault{test.span,
                 fmt::format("the context of {} cannot be read by clients: {}",
                             test_of(subject.flag, test), context.error().message),
                 "pass a context that is less deep"};
  }
  const eval::Outcome outcome =
      subject.ruleset.evaluate(*subject.flag.key, eval::Type::any, *context, settings);
  if (outcome.error) {
    return Fault{
        test.span,
        fmt::format("{} ends with an error: {}", test_of(subject.flag, test), outcome.message),
        "correct the rule that cannot be evaluated"};
  }
  return compare(subject, test, outcome);
}

// One test, or all combinations of one matrix: they stand at one place, and make one finding.
void run_all(const model::Model& model, const Rule& rule, const model::Flag& flag,
             std::span<const model::FlagTest> tests, Environments& environments,
             report::Report& report) {
  const model::FlagEnvironment* own = flag.environment(*tests.front().environment);
  if (own == nullptr || !own->index) return;
  const Served& served = environments.at(*own->index);
  if (!served.ruleset) {
    report.add(rule.info, tests.front().span,
               fmt::format("`{}` cannot be evaluated in `{}`: {}", *flag.key, *own->environment,
                           served.ruleset.error().message));
    return;
  }
  std::optional<Fault> first;
  std::size_t failed = 0;
  for (const model::FlagTest& test : tests) {
    auto fault = run(model, {flag, *served.ruleset, served.lowered.branches}, test);
    if (!fault) continue;
    ++failed;
    if (!first) first = std::move(fault);
  }
  if (!first) return;
  if (failed > 1) {
    first->message += fmt::format("; {} of its {} combinations fail", failed, tests.size());
  }
  report.add(rule.info, first->span, std::move(first->message), std::move(first->help));
}

void check(const model::Model& model, std::span<const model::Flag> flags, const Rule& rule,
           report::Report& report) {
  for (const model::Flag& flag : flags) {
    if (!flag.complete) continue;
    Environments environments(model, flag);
    const std::span<const model::FlagTest> tests = flag.tests;
    for (std::size_t i = 0, end = 0; i < tests.size(); i = end) {
      while (end < tests.size() && tests[end].span == tests[i].span) ++end;
      run_all(model, rule, flag, tests.subspan(i, end - i), environments, report);
    }
  }
}

}  // namespace

const Rule flag_test_fails{
    {"EN220", "flag-test-fails", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
