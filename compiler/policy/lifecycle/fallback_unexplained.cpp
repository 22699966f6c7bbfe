#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// Tier 0 happens by itself and may stay unseen; from tier 1 on somebody is asked, and has to read
// why.
void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!flag.fallback || *flag.fallback->tier < 1 || !flag.fallback->reason.empty()) continue;
    report.add(
        rule.info, flag.fallback->tier.span,
        fmt::format("the fallback of flag `{}` asks people and gives them no reason", *flag.key),
        *flag.fallback->tier == 1
            ? "add `reason:`, and a short `badge:`: users read them when they are asked"
            : "add `reason:`: whoever overrides by hand reads it first");
  }
}

}  // namespace

const Rule fallback_unexplained{
    {"EN219", "fallback-unexplained", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
