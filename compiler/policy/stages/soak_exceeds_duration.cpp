#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// The longest time for which the stage must be watched; where two ask for the same, the soak.
std::optional<Spanned<std::int64_t>> longest_watching(const model::Stage& stage) {
  std::optional<Spanned<std::int64_t>> longest = stage.soak_seconds;
  for (const model::Gate& gate : stage.exit) {
    if (*gate.type != model::GateType::observation || !gate.window_seconds) continue;
    if (!longest || longest->value < gate.window_seconds->value) longest = gate.window_seconds;
  }
  return longest;
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      const auto watching = longest_watching(stage);
      if (!stage.duration || !watching) continue;
      if (watching->value <= stage.duration->max_seconds) continue;
      auto& finding = report.add(
          rule.info, watching->span,
          fmt::format("stage `{}` must be watched for {}, but is over after {} at the latest",
                      *stage.id, duration_to_string(watching->value),
                      duration_to_string(stage.duration->max_seconds)),
          "give the stage a longer `duration:`, or watch it for a shorter time");
      finding.labels.push_back({stage.duration->span, "its duration"});
    }
  }
}

}  // namespace

const Rule soak_exceeds_duration{
    {"EN404", "soak-exceeds-duration", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
