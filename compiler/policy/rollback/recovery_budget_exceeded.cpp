#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Playbook& playbook : model.playbooks) {
    if (!playbook.window_seconds || playbook.budget.empty()) continue;
    std::int64_t sum = 0;
    std::string parts;
    for (const auto& [part, seconds] : playbook.budget) {
      sum += seconds.value;
      parts += fmt::format("{}{} {}", parts.empty() ? "" : " + ", *part,
                           duration_to_string(seconds.value));
    }
    if (sum <= playbook.window_seconds->value) continue;
    auto& finding = report.add(
        rule.info, playbook.window_seconds->span,
        fmt::format("recovery is promised within {}, but its parts take {}",
                    duration_to_string(playbook.window_seconds->value), duration_to_string(sum)),
        "shorten a part, or promise a longer window");
    finding.labels.push_back({playbook.budget.front().first.span, parts});
  }
}

}  // namespace

const Rule recovery_budget_exceeded{
    {"EN501", "recovery-budget-exceeded", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
