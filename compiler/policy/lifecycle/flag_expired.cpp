#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const Date today = date_of(model.as_of);
  for (const model::Flag& flag : model.flags) {
    if (!flag.expires || today <= flag.expires->value) continue;
    // A date before the day of its creation is a slip of the pen, which dates-out-of-order tells.
    if (flag.created && flag.expires->value < flag.created->value) continue;
    const std::int32_t days = today.days - flag.expires->value.days;
    auto& finding = report.add(
        rule.info, flag.expires->span,
        fmt::format("flag `{}` expired {} day{} ago, on {}", *flag.key, days, days == 1 ? "" : "s",
                    to_string(flag.expires->value)),
        "remove the flag from the code and delete this file, or set a later `expires` and give the "
        "reason under `extensions`");
    finding.labels.push_back({flag.owner.name.span, "owned here"});
  }
}

}  // namespace

const Rule flag_expired{{"EN201", "flag-expired", report::Severity::error, report::RuleClass::late},
                        check};

}  // namespace ensign::policy
