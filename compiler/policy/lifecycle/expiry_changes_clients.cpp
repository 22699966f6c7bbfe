#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

constexpr std::int32_t days_ahead = 14;

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const Date today = date_of(model.as_of);
  for (const model::Flag& flag : model.flags) {
    if (flag.on_expiry != model::OnExpiry::fallback || !flag.expires || !flag.fallback) continue;
    const std::int32_t left = flag.expires->value.days - today.days;
    if (left < 0 || left > days_ahead) continue;
    report.add(rule.info, flag.expires->span,
               fmt::format("from the day after {} on, everybody gets `{}` of flag `{}`",
                           to_string(flag.expires->value), *flag.fallback->serve, *flag.key),
               "tell whom it concerns; to keep what clients get, extend the flag or write "
               "`on_expiry: keep`");
  }
}

}  // namespace

const Rule expiry_changes_clients{
    {"EN222", "expiry-changes-clients", report::Severity::warning, report::RuleClass::advice},
    check};

}  // namespace ensign::policy
