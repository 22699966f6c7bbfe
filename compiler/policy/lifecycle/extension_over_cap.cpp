#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

constexpr std::int64_t day = 86'400;

void check_count(const model::Policy& policy, const Rule& rule, const model::Flag& flag,
                 report::Report& report) {
  const auto& most = policy.extension_count;
  const auto count = static_cast<std::int64_t>(flag.extensions.size());
  if (!most || count <= most->value) return;
  auto& finding = report.add(
      rule.info, flag.extensions[static_cast<std::size_t>(most->value)].span,
      fmt::format("flag `{}` was extended {} times, and may be {}", *flag.key, count, most->value),
      "finish the flag: serve one variant to everybody and remove it from the code");
  finding.labels.push_back({most->span, "how often a flag may be extended"});
}

// All extensions together; the place is the one that goes too far.
void check_length(const model::Policy& policy, const Rule& rule, const model::Flag& flag,
                  report::Report& report) {
  const auto& most = policy.extension_seconds;
  if (!most) return;
  std::int64_t days = 0;
  for (const model::Extension& extension : flag.extensions) {
    days += extension.to.days - extension.from.days;
    if (days * day <= most->value) continue;
    auto& finding =
        report.add(rule.info, extension.span,
                   fmt::format("flag `{}` is extended by {} days in all, and may be by {}",
                               *flag.key, days, most->value / day),
                   "choose an earlier date, or finish the flag");
    finding.labels.push_back({most->span, "how far a flag may be extended"});
    return;
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    check_count(model.policy, rule, flag, report);
    check_length(model.policy, rule, flag, report);
  }
}

}  // namespace

const Rule extension_over_cap{
    {"EN207", "extension-over-cap", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
