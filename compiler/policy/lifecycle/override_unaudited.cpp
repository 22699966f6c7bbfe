#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

constexpr std::int64_t by_hand = 2;

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!flag.fallback || *flag.fallback->tier != by_hand || flag.fallback->audit) continue;
    report.add(
        rule.info, flag.fallback->tier.span,
        fmt::format("flag `{}` is overridden by hand, and nothing records who did it", *flag.key),
        "add `audit: true`, and write the event where the override is made");
  }
}

}  // namespace

const Rule override_unaudited{
    {"EN221", "override-unaudited", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
