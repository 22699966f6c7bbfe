#include <fmt/format.h>

#include "policy/exposure.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// The environment that serves the safe variant by default, which the code default would leave: the
// last of them, which is the one closest to the users.
const model::FlagEnvironment* contradicted(const model::Flag& flag, std::uint32_t safe) {
  const model::FlagEnvironment* last = nullptr;
  for (const model::FlagEnvironment& environment : flag.environments) {
    if (serves_all(environment.serve, safe)) last = &environment;
  }
  return last;
}

// What has to go missing for the default in the code to count.
std::string loss(const model::Flag& flag) {
  return flag.env_var ? fmt::format("without `{}`", **flag.env_var) : "without a bundle";
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto safe = safe_variant(flag);
    if (!flag.code_default || !safe) continue;
    const auto in_code = flag.variant_index(flag.code_default->value);
    if (!in_code || in_code == safe) continue;
    const model::FlagEnvironment* environment = contradicted(flag, *safe);
    if (environment == nullptr) continue;
    auto& finding = report.add(rule.info, flag.code_default->span,
                               fmt::format("{}, `{}` is `{}` where `{}` serves `{}`", loss(flag),
                                           *flag.key, flag.code_default->value,
                                           *environment->environment, *flag.variants[*safe].name),
                               fmt::format("change the default in the code, and here, to `{}`",
                                           *flag.variants[*safe].name));
    finding.labels.push_back({environment->serve.span, "served here"});
  }
}

}  // namespace

const Rule code_default_exposes{
    {"EN210", "code-default-exposes", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
