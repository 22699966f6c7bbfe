#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/duty.h"
#include "policy/exposure.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using model::Duty;

bool has_validated_fallback(const model::Flag& flag) {
  return flag.fallback && flag.fallback->validated_by;
}

bool is_staged(const model::Model& model, const model::Flag& flag) {
  return std::ranges::any_of(flag.environments, [&](const model::FlagEnvironment& environment) {
    return is_production(model, environment) && environment.stages;
  });
}

struct Requirement {
  Duty duty;
  bool (*is_met)(const model::Model& model, const model::Flag& flag);
  std::string_view lack;  // flag `x` is L3 and …
  std::string_view help;
};

// The duties that are met by writing something into the flag's file. The others have rules of their
// own, for they look further.
constexpr std::array requirements{
    Requirement{Duty::tests, [](const auto&, const auto& flag) { return !flag.tests.empty(); },
                "has no tests", "add `tests:` that say what it serves to whom"},
    Requirement{Duty::code_default,
                [](const auto&, const auto& flag) { return flag.code_default.has_value(); },
                "does not say what the program does without a bundle",
                "add `code_default:` with the variant that the code uses"},
    Requirement{Duty::milestone,
                [](const auto&, const auto& flag) { return !flag.milestone.empty(); },
                "belongs to no milestone", "add `milestone:`"},
    Requirement{Duty::stages, is_staged, "is driven by no stage plan",
                "write a plan (`ensign new plan`) and name it under `stages:` of the environment"},
    Requirement{Duty::validated_fallback,
                [](const auto&, const auto& flag) { return has_validated_fallback(flag); },
                "has a fallback that nobody has tried",
                "try the fallback, record the evidence, and name it under `fallback.validated_by`"},
    Requirement{Duty::created,
                [](const auto&, const auto& flag) { return flag.created.has_value(); },
                "does not say when it was created", "add `created: YYYY-MM-DD`"},
};

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    for (const Requirement& requirement : requirements) {
      if (requirement.is_met(model, flag)) continue;
      const auto duty = asked(model, flag, requirement.duty);
      // A fallback that is not there cannot have been tried: that is one fault, not two.
      if (!duty || (requirement.duty == Duty::validated_fallback && !flag.fallback)) continue;
      report_unmet(rule.info, *duty,
                   fmt::format("flag `{}` {} and {}", *flag.key, duty->because, requirement.lack),
                   std::string(requirement.help), report);
    }
  }
}

}  // namespace

const Rule duty_missing{{"EN212", "duty-missing", report::Severity::error, report::RuleClass::late},
                        check};

}  // namespace ensign::policy
