#include "model/decode_parts.h"

namespace ensign::model {
namespace {

std::optional<Migration> read_migration(const Node& node, Report& report) {
  Migration migration;
  migration.span = node.span;
  Fields fields(node, "migration", report);
  fields.required("text", read_text, migration.text);
  fields.optional("breaking", read_boolean, migration.breaking);
  fields.optional("window", read_ref<CalendarEntry>, migration.window);
  fields.optional("rollback", read_text, migration.rollback);
  fields.finish();
  return fields ? std::optional(std::move(migration)) : std::nullopt;
}

std::optional<Communication> read_communication(const Node& node, Report& report) {
  Communication message;
  message.span = node.span;
  message.done.span = node.span;
  Fields fields(node, "communication", report);
  fields.required("audience", read_word<Addressee>, message.audience);
  fields.required("moment", read_word<Moment>, message.moment);
  fields.required("title", read_text, message.title);
  fields.optional("template", read_ref<Playbook>, message.template_);
  fields.optional("done", read_boolean, message.done);
  fields.optional("evidence", read_ref<Evidence>, message.evidence);
  fields.finish();
  return fields ? std::optional(std::move(message)) : std::nullopt;
}

std::optional<ReleaseDocument> read_release_document(const Node& node, Report& report) {
  ReleaseDocument document;
  Fields fields(node, "document", report);
  fields.required("kind", read_word<DocumentKind>, document.kind);
  fields.required("title", read_text, document.document.title);
  fields.required("link", read_text, document.document.link);
  fields.finish();
  return fields ? std::optional(std::move(document)) : std::nullopt;
}

std::optional<ServiceRollout> read_service(const Node& node, Report& report) {
  ServiceRollout rollout;
  Fields fields(node, "service", report);
  fields.required("service", read_text, rollout.service);
  fields.optional("plan", read_ref<Plan>, rollout.plan);
  fields.optional("rollback", read_ref<Playbook>, rollout.rollback);
  fields.finish();
  return fields ? std::optional(std::move(rollout)) : std::nullopt;
}

std::optional<ReleaseApproval> read_release_approval(const Node& node, Report& report) {
  ReleaseApproval approval;
  Fields fields(node, "approval", report);
  fields.required("role", read_ref<Role>, approval.role);
  fields.optional("by", read_ref<Person>, approval.by);
  fields.optional("evidence", read_ref<Evidence>, approval.evidence);
  fields.finish();
  return fields ? std::optional(std::move(approval)) : std::nullopt;
}

}  // namespace

void decode_release_parts(Fields& fields, Release& release) {
  fields.list("changes", read_text, release.changes);
  fields.list("telemetry", read_text, release.telemetry);
  fields.list("migrations", read_migration, release.migrations);
  fields.list("new_checks", read_text, release.new_checks);
  fields.list("runbooks", read_ref<Playbook>, release.runbooks);
  fields.optional("rollback_flag", read_text, release.rollback_flag);
  fields.optional("rollback_deployment", read_text, release.rollback_deployment);
  fields.optional("identified", read_instant, release.identified);
  fields.list("communications", read_communication, release.communications);
  fields.list("documents", read_release_document, release.documents);
  fields.list("services", read_service, release.services);
  fields.list("approvals", read_release_approval, release.approvals);
  fields.list("experiments", read_ref<Flag>, release.experiments);
  fields.list("satisfies", read_text, release.satisfies);
  fields.optional("journal", read_ref<JournalEntry>, release.journal);
}

}  // namespace ensign::model
