#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (flag.on_expiry != model::OnExpiry::fallback) continue;
    if (!flag.fallback) {
      report.add(
          rule.info, flag.key.span,
          fmt::format("flag `{}` goes to its fallback when it expires, and has none", *flag.key),
          "add `fallback: { serve: … }`, or leave out `on_expiry`");
    } else if (!flag.expires) {
      report.add(rule.info, flag.key.span,
                 fmt::format("flag `{}` goes to its fallback when it expires, and never expires",
                             *flag.key),
                 "add `expires:`, or leave out `on_expiry`");
    }
  }
}

}  // namespace

const Rule expiry_without_fallback{
    {"EN223", "expiry-without-fallback", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
