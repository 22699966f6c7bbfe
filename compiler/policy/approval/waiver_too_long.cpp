#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/waiving.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  constexpr std::int64_t seconds_of_day = 86'400;
  for (const model::Waiver& waiver : model.waivers) {
    if (!waiver.complete) continue;
    const std::int64_t days = waiver.expires->days - waiver.created->days;
    const std::int64_t most = *model.policy.waiver_seconds / seconds_of_day;
    if (days > most) {
      report.add(
          rule.info, waiver.expires.span,
          fmt::format("the waiver `{}` lasts {} days, and may last {}", *waiver.id, days, most),
          "end it sooner; `waivers:` in trust/policy.yaml says how long one may be");
    }
    const auto renewals = static_cast<std::int64_t>(renewals_of(model, waiver));
    if (waiver.renews && renewals > *model.policy.waiver_renewals) {
      report.add(rule.info, waiver.renews->name.span,
                 fmt::format("this is renewal {} of one waiver, and {} may be", renewals,
                             *model.policy.waiver_renewals),
                 "mend what the rule finds, or change the rule where it is made: what is waived "
                 "for ever is no rule");
    }
  }
}

}  // namespace

const Rule waiver_too_long{
    {"EN312", "waiver-too-long", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
