#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "lower/lower.h"
#include "lower/plain_value.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// What everybody is served there; nothing when it depends on who asks.
const model::Variant* static_variant(const model::Model& model, const model::Flag& flag,
                                     std::uint32_t environment) {
  const Json lowered = lower::lower_flag(model, flag, environment).flag;
  if (lowered.find("targeting") != nullptr) return nullptr;
  const auto index = flag.variant_index(*lowered.find("defaultVariant")->string());
  return index ? &flag.variants[*index] : nullptr;
}

bool fits(const model::Variant& variant) { return lower::plain_value(variant.value).has_value(); }

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!flag.env_var || !flag.complete || std::ranges::all_of(flag.variants, fits)) continue;
    std::set<const model::Variant*> said;
    for (const model::FlagEnvironment& own : flag.environments) {
      if (!own.index) continue;
      const model::Variant* variant = static_variant(model, flag, *own.index);
      if (variant == nullptr || fits(*variant)) continue;
      if (!said.insert(variant).second) continue;
      auto& finding = report.add(rule.info, variant->value_span,
                                 fmt::format("`{}` cannot be `{}`: `{}.env` holds no such value",
                                             **flag.env_var, *variant->name, *own.environment),
                                 "use letters, digits and `%+,-./:=@_`, or take `env_var` away");
      finding.labels.push_back({flag.env_var->span, "the variable"});
      finding.labels.push_back({own.serve.span, "served to everybody here"});
    }
  }
}

}  // namespace

const Rule env_value_unfit{
    {"EN226", "env-value-unfit", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
