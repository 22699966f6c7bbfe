#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

constexpr std::int64_t day = 86'400;

// The last day as it was first planned: what extensions added is judged by rules of its own.
Date planned_end(const model::Flag& flag) {
  return flag.extensions.empty() ? flag.expires->value : flag.extensions.front().from;
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto& most = model.policy.lifetime(*flag.type);
    if (!most || !flag.created || !flag.expires) continue;
    const std::int64_t days = planned_end(flag).days - flag.created->value.days;
    if (days * day <= most->value) continue;
    auto& finding = report.add(
        rule.info, flag.expires->span,
        fmt::format("flag `{}` is planned for {} days, and a flag of type `{}` may live {}",
                    *flag.key, days, model::spelling(*flag.type), most->value / day),
        "choose an earlier `expires`; when it comes, an extension can say why it takes longer");
    finding.labels.push_back({flag.created->span, "created here"});
    finding.labels.push_back({most->span, "the longest lifetime"});
  }
}

}  // namespace

const Rule lifetime_too_long{
    {"EN206", "lifetime-too-long", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
