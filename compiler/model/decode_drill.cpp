#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// A kill switch, a plan or a scenario.
void decode_target(Fields& fields, const Node& root, Drill& drill) {
  fields.optional("kill_switch", read_ref<KillLevel>, drill.kill_switch);
  fields.optional("plan", read_ref<Plan>, drill.plan);
  fields.optional("stage", read_text, drill.stage);
  fields.optional("scenario", read_text, drill.scenario);
  fields.require_one({"kill_switch", "plan", "scenario"});
  const Node* first = nullptr;
  for (const std::string_view name : {"kill_switch", "plan", "scenario"}) {
    const Node* value = root.find(name);
    if (value == nullptr) continue;
    if (first != nullptr) {
      auto& finding =
          fields.report().add(invalid_value, value->span, "one drill record is about one thing",
                              "write a record for each thing that was drilled");
      finding.labels.push_back({first->span, "what it is about"});
      break;
    }
    first = value;
  }
  if (drill.stage && root.find("plan") == nullptr) {
    fields.report().add(missing_field, drill.stage->span, "the stage is of no plan",
                        "add `plan:`, which has this stage");
  }
}

}  // namespace

Drill decode_drill(const Place& place, const Node& root, Report& report) {
  Drill drill;
  drill.file = place.file;
  drill.date = parse_date(place.classified.name.substr(0, 10)).value_or(Date{});
  Fields fields(root, "drill", report);
  drill.id = decode_identity(fields, "drill", place);
  fields.required("title", read_text, drill.title);
  fields.required("kind", read_word<DrillKind>, drill.kind);
  fields.required("owner", read_owner, drill.owner);
  decode_target(fields, root, drill);
  fields.optional("playbook", read_ref<Playbook>, drill.playbook);
  fields.optional("procedure", read_digest, drill.procedure);
  fields.optional("environment", read_text, drill.environment);
  fields.list("by", read_ref<Person>, drill.by);
  fields.required("result", read_word<EvidenceResult>, drill.result);
  drill.times = decode_phase_times(fields.find("times"), "time of a drill", report);
  fields.optional("mitigated_after", read_duration, drill.mitigated_after_seconds);
  fields.list("links", read_text, drill.links);
  fields.list("evidence", read_ref<Evidence>, drill.evidence);
  fields.list("follow_ups", read_checklist_item, drill.follow_ups);
  fields.optional("next", read_next_drill, drill.next);
  fields.list("satisfies", read_text, drill.satisfies);
  fields.finish();
  return drill;
}

}  // namespace ensign::model
