#include "model/decode_parts.h"

namespace ensign::model {

Plan decode_plan(const Place& place, const Node& root, Report& report) {
  Plan plan;
  plan.file = place.file;
  Fields fields(root, "plan", report);
  plan.id = decode_identity(fields, "plan", place);
  fields.required("title", read_text, plan.title);
  fields.required("owner", read_owner, plan.owner);
  fields.optional("transitions", read_ref<Role>, plan.transitions);
  fields.optional("duration", read_duration_range, plan.duration);
  const Node* metrics = fields.find("metrics");
  if (metrics != nullptr && expect_mapping(*metrics, report)) {
    for (const syntax::Entry& entry : metrics->entries) {
      plan.metrics.push_back(decode_metric(entry, report));
    }
  }
  fields.list("triggers", read_trigger, plan.triggers);
  fields.required_list("stages", read_stage, plan.stages);
  fields.list("satisfies", read_text, plan.satisfies);
  fields.list("documents", read_document, plan.documents);
  fields.finish();
  Unique triggers("trigger", report), stages("stage", report);
  for (const Trigger& trigger : plan.triggers) triggers.add(trigger.id);
  for (const Stage& stage : plan.stages) stages.add(stage.id);
  return plan;
}

}  // namespace ensign::model
