#include "model/decode_parts.h"

namespace ensign::model {

Playbook decode_playbook(const Place& place, const Node& root, Report& report) {
  Playbook playbook;
  playbook.file = place.file;
  playbook.path = place.path;
  playbook.domain = place.classified.folder;
  Fields fields(root, "playbook", report);
  fields.required("title", read_text, playbook.title);
  fields.required("owner", read_owner, playbook.owner);
  fields.list("flags", read_ref<Flag>, playbook.flags);
  fields.optional("window", read_duration, playbook.window_seconds);
  playbook.budget = decode_phase_times(fields.find("budget"), "budget", report);
  fields.list("who", read_ref<Role>, playbook.who);
  fields.optional("zero_downtime", read_boolean, playbook.zero_downtime);
  fields.optional("preserves", read_text, playbook.preserves);
  fields.optional("kind", read_word<PlaybookKind>, playbook.kind);
  fields.optional("option", read_word<RollbackOption>, playbook.option);
  fields.optional("migration", read_text, playbook.migration);
  fields.list("audience", read_word<Addressee>, playbook.audience);
  fields.optional("moment", read_word<Moment>, playbook.moment);
  fields.optional("status", read_word<PlaybookStatus>, playbook.status);
  fields.list("reviewers", read_ref<Role>, playbook.reviewers);
  fields.list("approved_by", read_approval, playbook.approved_by);
  fields.optional("updated", read_date, playbook.updated);
  fields.list("criteria", read_checklist_item, playbook.criteria);
  fields.optional("severity", read_word<SeverityLevel>, playbook.severity);
  fields.list("alerts", read_ref<Alert>, playbook.alerts);
  fields.list("keep", read_text, playbook.keep);
  fields.list("verify", read_text, playbook.verify);
  fields.optional("next_drill", read_next_drill, playbook.next_drill);
  fields.list("satisfies", read_text, playbook.satisfies);
  fields.list("documents", read_document, playbook.documents);
  fields.finish();
  return playbook;
}

}  // namespace ensign::model
