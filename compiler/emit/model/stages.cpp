#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json served_json(const std::pair<model::Ref<model::Flag>, Spanned<std::string>>& served) {
  return Fields().add("flag", served.first).add("variant", served.second).take();
}

Json gate_json(const Scribe& scribe, const model::Gate& gate) {
  return Fields()
      .add("at", scribe.place(gate.span))
      .add("id", gate.id)
      .add("title", gate.title)
      .add("type", gate.type)
      .add("threshold", gate.threshold, threshold_json)
      .add("items", gate.items, item_json)
      .add("role", gate.role)
      .add("window_seconds", gate.window_seconds)
      .add("stage", gate.stage)
      .add("evidence", gate.evidence)
      .take();
}

Json step_json(const model::Step& step) {
  return Fields()
      .add("title", step.title)
      .add("serves", step.serves, served_json)
      .add("monitor_seconds", step.monitor_seconds)
      .add("watch", step.watch)
      .take();
}

Json trigger_json(const Scribe& scribe, const model::Trigger& trigger) {
  return Fields()
      .add("at", scribe.place(trigger.span))
      .add("id", trigger.id)
      .add("title", trigger.title)
      .add("class", trigger.trigger_class)
      .add("threshold", trigger.threshold, threshold_json)
      .add("playbook", trigger.playbook)
      .take();
}

Json stage_json(const Scribe& scribe, const model::Stage& stage) {
  const auto gate = [&](const model::Gate& own) { return gate_json(scribe, own); };
  Fields fields;
  fields.add("at", scribe.place(stage.span))
      .add("id", stage.id)
      .add("title", stage.title)
      .add("risk", stage.risk)
      .add("optional", stage.optional)
      .add("environment", stage.environment)
      .add("scope", stage.scope)
      .add("segment", stage.segment)
      .add("percentage", stage.percentage)
      .add("starts", stage.starts)
      .add("starts_after", stage.starts_after);
  if (stage.starts_after) fields.add("starts_wait_seconds", stage.starts_wait_seconds);
  return fields.add("duration", stage.duration)
      .add("soak_seconds", stage.soak_seconds)
      .add("serves", stage.serves, served_json)
      .add("entry", stage.entry, gate)
      .add("steps", stage.steps, step_json)
      .add("exit", stage.exit, gate)
      .add("success", stage.success)
      .add("rollback", stage.rollback)
      .add("advance", stage.advance)
      .add("rollback_command", stage.rollback_command)
      .take();
}

}  // namespace

Json threshold_json(const model::Threshold& threshold) {
  return Fields()
      .add("metric", threshold.metric.name)
      .add("comparison", threshold.comparison)
      .add("at_most", threshold.at_most)
      .add("at_least", threshold.at_least)
      .add("window_seconds", threshold.window_seconds)
      .take();
}

Json item_json(const model::ChecklistItem& item) {
  return Fields()
      .add("item", item.item)
      .add("done", item.done)
      .add("evidence", item.evidence)
      .take();
}

Json entity(const Scribe& scribe, const model::Plan& plan) {
  return Fields()
      .add("at", scribe.place(plan.id.span))
      .add("id", plan.id)
      .add("title", plan.title)
      .add("owner", plan.owner)
      .add("transitions", plan.transitions)
      .add("duration", plan.duration)
      .add("metrics", plan.metrics,
           [&](const model::Metric& metric) { return entity(scribe, metric); })
      .add("triggers", plan.triggers,
           [&](const model::Trigger& trigger) { return trigger_json(scribe, trigger); })
      .add("stages", plan.stages,
           [&](const model::Stage& stage) { return stage_json(scribe, stage); })
      .add("satisfies", plan.satisfies)
      .add("documents", plan.documents)
      .take();
}

Json entity(const Scribe& scribe, const model::Evidence& evidence) {
  return Fields()
      .add("at", scribe.place(evidence.id.span))
      .add("id", evidence.id)
      .add("plan", evidence.plan)
      .add("stage", evidence.stage)
      .add("gate", evidence.gate)
      .add("result", evidence.result)
      .add("dated", evidence.at)
      .add("by", evidence.by)
      .add("value", evidence.value)
      .add("link", evidence.link)
      .add("note", evidence.note)
      .take();
}

Json entity(const Scribe& scribe, const model::Metric& metric) {
  return Fields()
      .add("at", scribe.place(metric.name.span))
      .add("name", metric.name)
      .add("title", metric.title)
      .add("unit", metric.unit)
      .add("query", metric.query)
      .add("dashboard", metric.dashboard)
      .add("business", metric.business)
      .add("family", metric.family)
      .add("target", metric.target)
      .take();
}

Json entity(const Scribe& scribe, const model::Dashboard& dashboard) {
  return Fields()
      .add("at", scribe.place(dashboard.id.span))
      .add("id", dashboard.id)
      .add("title", dashboard.title)
      .add("link", dashboard.link)
      .add("owner", dashboard.owner)
      .add("metrics", dashboard.metrics)
      .take();
}

Json entity(const Scribe& scribe, const model::Alert& alert) {
  return Fields()
      .add("at", scribe.place(alert.id.span))
      .add("id", alert.id)
      .add("title", alert.title)
      .add("severity", alert.severity)
      .add("threshold", alert.threshold, threshold_json)
      .add("runbook", alert.runbook)
      .add("owner", alert.owner)
      .take();
}

}  // namespace ensign::emit
