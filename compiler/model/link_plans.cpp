#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/linker.h"
#include "model/names.h"

namespace ensign::model {

void Linker::link_gates(std::vector<Gate>& gates, const Names& metrics, const Names& stages) {
  for (Gate& gate : gates) {
    if (gate.threshold) link(metrics, gate.threshold->metric);
    for (ChecklistItem& item : gate.items) link(evidence_, item.evidence);
    link(roles_, gate.role);
    if (gate.stage) find(stages, *gate.stage);
    link(evidence_, gate.evidence);
  }
}

void Linker::link_stages(Plan& plan) {
  Names stages(unknown_stage, "stage"), metrics(unknown_metric, "metric");
  for (const Stage& stage : plan.stages) stages.add(*stage.id);
  for (const Metric& metric : plan.metrics) metrics.add(*metric.name);
  for (const Metric& metric : model_.metrics) metrics.add(*metric.name);
  if (shared_metrics_unread_ && model_.metrics.empty()) metrics.let_all_pass();
  for (Trigger& trigger : plan.triggers) {
    if (trigger.threshold) link(metrics, trigger.threshold->metric);
    link(playbooks_, trigger.playbook);
  }
  for (Stage& stage : plan.stages) {
    find(environments_, stage.environment);
    if (stage.scope) find(scopes_, *stage.scope);
    link(segments_, stage.segment);
    if (stage.starts_after) find(stages, *stage.starts_after);
    for (auto& [flag, variant] : stage.serves) link(flag, variant);
    for (Step& step : stage.steps) {
      for (auto& [flag, variant] : step.serves) link(flag, variant);
    }
    for (auto* gates : {&stage.entry, &stage.exit}) link_gates(*gates, metrics, stages);
    link(playbooks_, stage.rollback);
  }
}

void Linker::link_plans() {
  for (Plan& plan : model_.plans) {
    link(plan.owner);
    link_satisfies(plan.satisfies);
    link(roles_, plan.transitions);
    link_stages(plan);
  }
}

// The path of evidence names plan and stage; the file names a gate of that stage.
void Linker::link_evidence() {
  for (Evidence& evidence : model_.evidence) {
    link(people_, evidence.by);
    link(plans_, evidence.plan);
    if (!evidence.plan.id) continue;
    const Plan& plan = model_.at(*evidence.plan.id);
    Names stages(unknown_stage, "stage"), gates(unknown_gate, "gate");
    if (incomplete_[static_cast<std::size_t>(plan.file)]) {
      stages.let_all_pass();
      gates.let_all_pass();
    }
    for (const Stage& stage : plan.stages) stages.add(*stage.id);
    const auto stage = find(stages, evidence.stage);
    if (!stage) continue;
    for (const auto* list : {&plan.stages[*stage].entry, &plan.stages[*stage].exit}) {
      for (const Gate& gate : *list) gates.add(*gate.id);
    }
    find(gates, evidence.gate);
  }
}

}  // namespace ensign::model
