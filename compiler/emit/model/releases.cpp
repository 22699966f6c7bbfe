#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json check_json(const model::NamedCheck& check) {
  Json item = item_json(check.item);
  item.set("list", check.list);
  return item;
}

Json migration_json(const model::Migration& migration) {
  return Fields()
      .add("text", migration.text)
      .add("breaking", migration.breaking)
      .add("window", migration.window)
      .add("rollback", migration.rollback)
      .take();
}

Json message_json(const model::Communication& message) {
  return Fields()
      .add("audience", message.audience)
      .add("moment", message.moment)
      .add("title", message.title)
      .add("template", message.template_)
      .add("done", message.done)
      .add("evidence", message.evidence)
      .take();
}

Json document_json(const model::ReleaseDocument& document) {
  Json object = json_of(document.document);
  object.set("kind", model::spelling(*document.kind));
  return object;
}

Json service_json(const model::ServiceRollout& service) {
  return Fields()
      .add("service", service.service)
      .add("plan", service.plan)
      .add("rollback", service.rollback)
      .take();
}

Json approval_json(const model::ReleaseApproval& approval) {
  return Fields()
      .add("role", approval.role)
      .add("by", approval.by)
      .add("evidence", approval.evidence)
      .take();
}

}  // namespace

Json entity(const Scribe& scribe, const model::Release& release) {
  return Fields()
      .add("at", scribe.place(release.version.span))
      .add("version", release.version)
      .add("title", release.title)
      .add("type", release.type)
      .add("level", release.level)
      .add("state", release.state)
      .add("milestone", release.milestone)
      .add("date", release.date)
      .add("owner", release.owner)
      .add("approvers", release.approvers)
      .add("plans", release.plans)
      .add("checks", release.checks, check_json)
      .add("highlights", release.highlights)
      .add("known_issues", release.known_issues)
      .add("rollback", release.rollback)
      .add("changes", release.changes)
      .add("telemetry", release.telemetry)
      .add("migrations", release.migrations, migration_json)
      .add("new_checks", release.new_checks)
      .add("runbooks", release.runbooks)
      .add("rollback_flag", release.rollback_flag)
      .add("rollback_deployment", release.rollback_deployment)
      .add("identified", release.identified)
      .add("communications", release.communications, message_json)
      .add("documents", release.documents, document_json)
      .add("services", release.services, service_json)
      .add("approvals", release.approvals, approval_json)
      .add("experiments", release.experiments)
      .add("satisfies", release.satisfies)
      .add("journal", release.journal)
      .add("prose", release.prose)
      .take();
}

Json entity(const Scribe& scribe, const model::Note& note) {
  return Fields()
      .add("at", scribe.place(note.id.span))
      .add("id", note.id)
      .add("title", note.title)
      .add("kind", note.kind)
      .add("risk", note.risk)
      .add("milestone", note.milestone)
      .add("audience", note.audience)
      .add("flags", note.flags)
      .add("migration", note.migration)
      .add("rollback", note.rollback)
      .add("notable", note.notable)
      .add("breaking", note.breaking)
      .add("satisfies", note.satisfies)
      .add("documents", note.documents)
      .add("prose", note.prose)
      .take();
}

Json entity(const Scribe& scribe, const model::CalendarEntry& entry) {
  return Fields()
      .add("at", scribe.place(entry.id.span))
      .add("id", entry.id)
      .add("title", entry.title)
      .add("kind", entry.kind)
      .add("types", entry.types)
      .add("every_seconds", entry.every_seconds)
      .add("first", entry.first)
      .add("weekday", entry.weekday)
      .add("at_seconds", entry.at)
      .add("length_seconds", entry.length_seconds)
      .add("notice_seconds", entry.notice_seconds)
      .take();
}

Json entity(const Scribe& scribe, const model::Freeze& freeze) {
  return Fields()
      .add("at", scribe.place(freeze.id.span))
      .add("id", freeze.id)
      .add("title", freeze.title)
      .add("reason", freeze.reason)
      .add("owner", freeze.owner)
      .add("requested_by", freeze.requested_by)
      .add("from", freeze.from)
      .add("until", freeze.until)
      .add("environments", freeze.environments)
      .add("flags", freeze.flags)
      .add("areas", freeze.areas)
      .add("except", freeze.except)
      .take();
}

}  // namespace ensign::emit
