#include "model/decode_parts.h"

namespace ensign::model {
namespace {

KillLevel decode_level(const syntax::Entry& entry, Report& report) {
  KillLevel level;
  level.id = {entry.key, entry.key_span};
  level.span = entry.value.span;
  Fields fields(entry.value, "kill switch", report);
  fields.optional("title", read_text, level.title);
  fields.optional("when", read_text, level.when);
  fields.optional("preserves", read_text, level.preserves);
  fields.list("flags", read_ref<Flag>, level.flags);
  fields.optional("playbook", read_ref<Playbook>, level.playbook);
  fields.finish();
  return level;
}

KillTrigger decode_trigger(const syntax::Entry& entry, Report& report) {
  KillTrigger trigger;
  trigger.id = {entry.key, entry.key_span};
  trigger.span = entry.value.span;
  Fields fields(entry.value, "trigger", report);
  fields.required("title", read_text, trigger.title);
  fields.optional("class", read_word<TriggerClass>, trigger.trigger_class);
  fields.list("levels", read_ref<KillLevel>, trigger.levels);
  fields.finish();
  return trigger;
}

}  // namespace

Ladder decode_kill_levels(const Node& root, Report& report) {
  Ladder ladder;
  Fields fields(root, "ladder", report);
  decode_named(fields.find_required("levels"), ladder.levels, report, decode_level);
  decode_named(fields.find("triggers"), ladder.triggers, report, decode_trigger);
  fields.list("workflow", read_text, ladder.procedure.workflow);
  fields.list("activate", read_ref<Role>, ladder.procedure.activate);
  fields.list("resume", read_ref<Role>, ladder.procedure.resume);
  fields.finish();
  return ladder;
}

}  // namespace ensign::model
