#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

void check_name(const syntax::Entry& entry, std::string_view help, Report& report) {
  if (is_id(entry.key)) return;
  report.add(invalid_key, entry.key_span, fmt::format("`{}` cannot be a name", entry.key),
             std::string(help));
}

KillLevel decode_level(const syntax::Entry& entry, Report& report) {
  KillLevel level;
  level.id = {entry.key, entry.key_span};
  level.span = entry.value.span;
  check_name(entry, "name levels `KS1`, `KS2` and so on", report);
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
  check_name(entry, "name triggers after what is seen: `send-failures`", report);
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
  const Node* levels = fields.find_required("levels");
  const Node* triggers = fields.find("triggers");
  fields.list("workflow", read_text, ladder.procedure.workflow);
  fields.list("activate", read_ref<Role>, ladder.procedure.activate);
  fields.list("resume", read_ref<Role>, ladder.procedure.resume);
  fields.finish();
  if (levels != nullptr && expect_mapping(*levels, report)) {
    for (const syntax::Entry& entry : levels->entries) {
      ladder.levels.push_back(decode_level(entry, report));
    }
  }
  if (triggers != nullptr && expect_mapping(*triggers, report)) {
    for (const syntax::Entry& entry : triggers->entries) {
      ladder.triggers.push_back(decode_trigger(entry, report));
    }
  }
  return ladder;
}

}  // namespace ensign::model
