#include "model/linker.h"

namespace ensign::model {

void Linker::link_metrics() {
  for (Dashboard& dashboard : model_.dashboards) {
    link(dashboard.owner);
    link(metrics_, dashboard.metrics);
  }
  for (Alert& alert : model_.alerts) {
    if (alert.threshold) link(metrics_, alert.threshold->metric);
    link(playbooks_, alert.runbook);
    link(alert.owner);
  }
}

void Linker::link_freezes() {
  for (Freeze& freeze : model_.freezes) {
    link(freeze.owner);
    link(roles_, freeze.requested_by);
    for (const auto& environment : freeze.environments) find(environments_, environment);
    link(flags_, freeze.flags);
    for (const auto& area : freeze.areas) find(areas_, area);
  }
}

void Linker::link_incidents() {
  for (Incident& incident : model_.incidents) {
    link(incident.owner);
    for (const auto& environment : incident.environments) find(environments_, environment);
    link(flags_, incident.flags);
    link(kill_levels_, incident.kill_switch);
    link(playbooks_, incident.playbook);
    if (incident.trigger) find(kill_triggers_, *incident.trigger);
    link(releases_, incident.releases);
    for (TimelineEntry& entry : incident.timeline) link(people_, entry.by);
    for (Lift& lift : incident.lifted) {
      for (Approval& approval : lift.approved_by) {
        link(roles_, approval.role);
        link(people_, approval.by);
      }
    }
    if (incident.review) link(people_, incident.review->by);
    for (ActionItem& action : incident.actions) {
      link(action.owner);
      link(evidence_, action.evidence);
    }
    for (Diagnostics& kept : incident.diagnostics) {
      if (kept.exception) link(people_, kept.exception->approved);
    }
  }
}

void Linker::link_journal() {
  for (JournalEntry& entry : model_.journal) {
    link(people_, entry.by);
    link(releases_, entry.releases);
    link(incidents_, entry.incidents);
  }
}

void Linker::link_drills() {
  for (Drill& drill : model_.drills) {
    link(drill.owner);
    link_satisfies(drill.satisfies);
    link(kill_levels_, drill.kill_switch);
    link(plans_, drill.plan);
    if (drill.stage && drill.plan && drill.plan->id) {
      const Plan& plan = model_.at(*drill.plan->id);
      Names stages(unknown_stage, "stage");
      for (const Stage& stage : plan.stages) stages.add(*stage.id);
      if (incomplete_[static_cast<std::size_t>(plan.file)]) stages.let_all_pass();
      find(stages, *drill.stage);
    }
    link(playbooks_, drill.playbook);
    if (drill.environment) find(environments_, *drill.environment);
    link(people_, drill.by);
    link(evidence_, drill.evidence);
    for (ChecklistItem& item : drill.follow_ups) link(evidence_, item.evidence);
    if (drill.next) link(drill.next->owner);
  }
}

}  // namespace ensign::model
