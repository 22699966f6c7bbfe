#include "emit/model/entities.h"
#include "model/procedure.h"

namespace ensign::emit {
namespace {

Json time_json(const std::pair<Spanned<std::string>, Spanned<std::int64_t>>& time) {
  return Fields().add("phase", time.first).add("seconds", time.second).take();
}

Json approval_json(const model::Approval& approval) {
  return Fields().add("role", approval.role).add("by", approval.by).add("on", approval.on).take();
}

Json next_json(const model::NextDrill& next) {
  return Fields().add("on", next.on).add("owner", next.owner).take();
}

Json event_json(const model::TimelineEntry& event) {
  return Fields().add("time", event.at).add("what", event.what).add("by", event.by).take();
}

Json review_json(const model::Review& review) {
  return Fields()
      .add("due", review.due)
      .add("done", review.done)
      .add("by", review.by)
      .add("link", review.link)
      .take();
}

Json action_json(const model::ActionItem& action) {
  return Fields()
      .add("item", action.item)
      .add("done", action.done)
      .add("owner", action.owner)
      .add("due", action.due)
      .add("evidence", action.evidence)
      .take();
}

Json exception_json(const model::Diagnostics::Exception& exception) {
  return Fields().add("reason", exception.reason).add("approved", exception.approved).take();
}

Json diagnostics_json(const model::Diagnostics& diagnostics) {
  return Fields()
      .add("what", diagnostics.what)
      .add("redacted", diagnostics.redacted)
      .add("expires", diagnostics.expires)
      .add("exception", diagnostics.exception, exception_json)
      .take();
}

}  // namespace

Json entity(const Scribe& scribe, const model::Playbook& playbook) {
  return Fields()
      .add("at", scribe.place(Span{playbook.file, 0, 0}))
      .add("path", playbook.path)
      .add("domain", playbook.domain)
      .add("title", playbook.title)
      .add("owner", playbook.owner)
      .add("flags", playbook.flags)
      .add("window_seconds", playbook.window_seconds)
      .add("budget", playbook.budget, time_json)
      .add("who", playbook.who)
      .add("zero_downtime", playbook.zero_downtime)
      .add("preserves", playbook.preserves)
      .add("kind", playbook.kind)
      .add("option", playbook.option)
      .add("migration", playbook.migration)
      .add("audience", playbook.audience)
      .add("moment", playbook.moment)
      .add("status", playbook.status)
      .add("reviewers", playbook.reviewers)
      .add("approved_by", playbook.approved_by, approval_json)
      .add("updated", playbook.updated)
      .add("criteria", playbook.criteria, item_json)
      .add("severity", playbook.severity)
      .add("alerts", playbook.alerts)
      .add("keep", playbook.keep)
      .add("verify", playbook.verify)
      .add("next_drill", playbook.next_drill, next_json)
      .add("satisfies", playbook.satisfies)
      .add("documents", playbook.documents)
      .add("procedure", model::procedure_digest(playbook.prose))
      .add("prose", playbook.prose)
      .take();
}

Json entity(const Scribe& scribe, const model::Drill& drill) {
  return Fields()
      .add("at", scribe.place(drill.id.span))
      .add("id", drill.id)
      .add("date", drill.date)
      .add("title", drill.title)
      .add("kind", drill.kind)
      .add("owner", drill.owner)
      .add("kill_switch", drill.kill_switch)
      .add("plan", drill.plan)
      .add("scenario", drill.scenario)
      .add("stage", drill.stage)
      .add("playbook", drill.playbook)
      .add("procedure", drill.procedure)
      .add("environment", drill.environment)
      .add("by", drill.by)
      .add("result", drill.result)
      .add("times", drill.times, time_json)
      .add("mitigated_after_seconds", drill.mitigated_after_seconds)
      .add("links", drill.links)
      .add("evidence", drill.evidence)
      .add("follow_ups", drill.follow_ups, item_json)
      .add("next", drill.next, next_json)
      .add("satisfies", drill.satisfies)
      .add("prose", drill.prose)
      .take();
}

Json entity(const Scribe& scribe, const model::Incident& incident) {
  return Fields()
      .add("at", scribe.place(incident.id.span))
      .add("id", incident.id)
      .add("title", incident.title)
      .add("severity", incident.severity)
      .add("state", incident.state)
      .add("class", incident.trigger_class)
      .add("trigger", incident.trigger)
      .add("owner", incident.owner)
      .add("started", incident.started)
      .add("detected", incident.detected)
      .add("mitigated", incident.mitigated)
      .add("resolved", incident.resolved)
      .add("environments", incident.environments)
      .add("flags", incident.flags)
      .add("kill_switch", incident.kill_switch)
      .add("playbook", incident.playbook)
      .add("releases", incident.releases)
      .add("timeline", incident.timeline, event_json)
      .add("review", incident.review, review_json)
      .add("actions", incident.actions, action_json)
      .add("diagnostics", incident.diagnostics, diagnostics_json)
      .add("prose", incident.prose)
      .take();
}

Json entity(const Scribe& scribe, const model::JournalEntry& entry) {
  return Fields()
      .add("at", scribe.place(entry.id.span))
      .add("id", entry.id)
      .add("date", entry.date)
      .add("title", entry.title)
      .add("by", entry.by)
      .add("releases", entry.releases)
      .add("incidents", entry.incidents)
      .add("prose", entry.prose)
      .take();
}

}  // namespace ensign::emit
