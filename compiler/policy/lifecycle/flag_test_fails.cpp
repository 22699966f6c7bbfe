#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "eval/ruleset.h"
#include "lower/lower.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using Loaded = std::expected<eval::Ruleset, eval::LoadError>;

// The environments that tests ask for, as clients get them. Each is lowered and loaded once, and
// one that no test asks for not at all.
class Environments {
 public:
  explicit Environments(const model::Model& model) : model_(model) {}

  const Loaded& at(std::uint32_t index) {
    const auto found = loaded_.find(index);
    if (found != loaded_.end()) return found->second;
    const std::string document = canonical(lower::lower_environment(model_, index));
    return loaded_.emplace(index, eval::Ruleset::load(document)).first->second;
  }

 private:
  const model::Model& model_;
  std::map<std::uint32_t, Loaded> loaded_;
};

eval::Settings settings_of(const model::Model& model, const model::FlagTest& test) {
  eval::Settings settings;
  settings.timestamp = test.at_time.value_or(model.as_of).seconds;
  settings.hash = test.hash;
  return settings;
}

// `found` is empty when there is none.
void report_difference(const Rule& rule, report::Report& report, const model::Flag& flag, Span span,
                       std::string_view what, std::string_view expected, std::string_view found) {
  report.add(rule.info, span,
             fmt::format("a test of `{}` expects the {} `{}` and gets {}", *flag.key, what,
                         expected, found.empty() ? "none" : fmt::format("`{}`", found)),
             "correct the rule or the test; `ensign eval` shows the rule behind a value");
}

void run(const model::Model& model, const Rule& rule, const model::Flag& flag,
         const model::FlagTest& test, const eval::Ruleset& ruleset,
         const std::vector<std::string>& branches, report::Report& report) {
  const auto context = eval::Context::from_json(canonical(test.context));
  if (!context) {
    report.add(rule.info, test.span,
               fmt::format("the context of a test of `{}` cannot be read by clients: {}", *flag.key,
                           context.error().message),
               "pass a context that is less deep");
    return;
  }
  const eval::Outcome outcome =
      ruleset.evaluate(*flag.key, eval::Type::any, *context, settings_of(model, test));
  if (outcome.error) {
    report.add(rule.info, test.span,
               fmt::format("a test of `{}` ends with an error: {}", *flag.key, outcome.message),
               "correct the rule that cannot be evaluated");
    return;
  }
  if (outcome.variant != *test.expect) {
    report_difference(rule, report, flag, test.expect.span, "variant", *test.expect,
                      outcome.variant);
    return;
  }
  if (test.reason && eval::name_of(outcome.reason) != test.reason->value) {
    report_difference(rule, report, flag, test.reason->span, "reason", test.reason->value,
                      eval::name_of(outcome.reason));
  }
  if (!test.rule) return;
  std::string_view matched;
  if (outcome.branch && *outcome.branch < branches.size()) matched = branches[*outcome.branch];
  if (matched != test.rule->value) {
    report_difference(rule, report, flag, test.rule->span, "rule", test.rule->value, matched);
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  // A repository that could not be read whole has nothing that clients could evaluate.
  if (report.has_unsound()) return;
  Environments environments(model);
  for (const model::Flag& flag : model.flags) {
    for (const model::FlagTest& test : flag.tests) {
      const model::FlagEnvironment* own = flag.environment(*test.environment);
      if (own == nullptr || !own->index) continue;
      const Loaded& served = environments.at(*own->index);
      if (!served) {
        report.add(rule.info, test.span,
                   fmt::format("`{}` cannot be evaluated in `{}`: {}", *flag.key, *test.environment,
                               served.error().message));
        continue;
      }
      const auto lowered = lower::lower_flag(model, flag, *own->index);
      run(model, rule, flag, test, *served, lowered.branches, report);
    }
  }
}

}  // namespace

const Rule flag_test_fails{
    {"EN220", "flag-test-fails", report::Severity::error, report::RuleClass::unsound}, check};

}  // namespace ensign::policy
