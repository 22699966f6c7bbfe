#include "policy/duty.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::policy {

std::optional<Asked> asked(const model::Model& model, const model::Flag& flag, model::Duty duty) {
  const auto place = model.policy.asks(duty, *flag.risk, *flag.type);
  if (!place) return std::nullopt;
  const auto& by_risk = model.policy.duties[static_cast<std::size_t>(*flag.risk)];
  const bool is_by_risk = std::any_of(by_risk.begin(), by_risk.end(),
                                      [duty](const auto& each) { return each.value == duty; });
  if (is_by_risk) {
    return Asked{fmt::format("is {}", model::spelling(*flag.risk)), flag.risk.span, *place};
  }
  return Asked{fmt::format("is of type `{}`", model::spelling(*flag.type)), flag.type.span, *place};
}

void report_unmet(const report::RuleInfo& rule, const Asked& asked, std::string message,
                  std::string help, report::Report& report) {
  auto& finding = report.add(rule, asked.span, std::move(message), std::move(help));
  if (asked.where.begin != asked.where.end) finding.labels.push_back({asked.where, "asked here"});
}

}  // namespace ensign::policy
