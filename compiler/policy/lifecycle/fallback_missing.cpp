#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (*flag.risk < model::Risk::L2 || flag.fallback) continue;
    report.add(rule.info, flag.risk.span,
               fmt::format("flag `{}` is {} and does not say what it falls back to", *flag.key,
                           model::spelling(*flag.risk)),
               "add `fallback: { tier: 0, serve: … }` with the variant that is safe when the "
               "feature fails");
  }
}

}  // namespace

const Rule fallback_missing{
    {"EN203", "fallback-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
