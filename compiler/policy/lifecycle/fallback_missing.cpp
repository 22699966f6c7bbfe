#include <fmt/format.h>

#include "policy/duty.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto duty = asked(model, flag, model::Duty::fallback);
    if (!duty || flag.fallback) continue;
    report_unmet(rule.info, *duty,
                 fmt::format("flag `{}` {} and does not say what it falls back to", *flag.key,
                             duty->because),
                 "add `fallback: { tier: 0, serve: … }` with the variant that is safe when the "
                 "feature fails",
                 report);
  }
}

}  // namespace

const Rule fallback_missing{
    {"EN203", "fallback-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
