#include "model/decode_parts.h"

namespace ensign::model {
namespace {

Read<double> read_percentage(const Node& node, Report& report) {
  const auto weight = read_weight(node, report);
  if (!weight) return std::nullopt;
  return Spanned<double>{static_cast<double>(**weight) / 1000.0, node.span};
}

std::optional<Step> read_step(const Node& node, Report& report) {
  Step step;
  step.span = node.span;
  Fields fields(node, "step", report);
  fields.required("title", read_text, step.title);
  fields.optional("serves", read_serves, step.serves);
  fields.optional("monitor", read_duration, step.monitor_seconds);
  fields.list("watch", read_text, step.watch);
  fields.finish();
  return fields ? std::optional(std::move(step)) : std::nullopt;
}

// A date, or `{ after: STAGE, wait: 1w }`.
void decode_start(const Node* node, Stage& stage, Report& report) {
  if (node == nullptr) return;
  if (!node->is_mapping()) {
    if (auto date = read_date(*node, report)) stage.starts = *date;
    return;
  }
  Fields fields(*node, "start", report);
  fields.required("after", read_text, stage.starts_after);
  fields.optional("wait", read_duration, stage.starts_wait_seconds);
  fields.finish();
}

}  // namespace

std::optional<Stage> read_stage(const Node& node, Report& report) {
  Stage stage;
  stage.span = node.span;
  stage.percentage.span = node.span;
  Fields fields(node, "stage", report);
  fields.required("stage", read_id, stage.id);
  fields.required("title", read_text, stage.title);
  fields.optional("risk", read_word<Risk>, stage.risk);
  fields.optional("optional", read_boolean, stage.optional);
  fields.required("environment", read_text, stage.environment);
  fields.optional("scope", read_text, stage.scope);
  fields.optional("segment", read_ref<Segment>, stage.segment);
  fields.optional("percentage", read_percentage, stage.percentage);
  decode_start(fields.find("starts"), stage, report);
  fields.optional("duration", read_duration_range, stage.duration);
  fields.optional("soak", read_duration, stage.soak_seconds);
  fields.required("serves", read_serves, stage.serves);
  fields.list("entry", read_gate, stage.entry);
  fields.list("steps", read_step, stage.steps);
  fields.list("exit", read_gate, stage.exit);
  fields.list("success", read_text, stage.success);
  fields.optional("rollback", read_ref<Playbook>, stage.rollback);
  fields.optional("advance", read_word<Advance>, stage.advance);
  fields.optional("rollback_command", read_text, stage.rollback_command);
  fields.finish();
  Unique gates("gate", report);
  for (const auto* list : {&stage.entry, &stage.exit}) {
    for (const Gate& gate : *list) gates.add(gate.id);
  }
  return fields ? std::optional(std::move(stage)) : std::nullopt;
}

}  // namespace ensign::model
