#include <array>
#include <fmt/format.h>

#include "model/decode_parts.h"

namespace ensign::model {
namespace {

std::optional<TimelineEntry> read_timeline_entry(const Node& node, Report& report) {
  TimelineEntry entry;
  Fields fields(node, "entry", report);
  fields.required("at", read_instant, entry.at);
  fields.required("what", read_text, entry.what);
  fields.optional("by", read_ref<Person>, entry.by);
  fields.finish();
  return fields ? std::optional(std::move(entry)) : std::nullopt;
}

std::optional<Lift> read_lift(const Node& node, Report& report) {
  Lift lift;
  lift.span = node.span;
  Fields fields(node, "lift", report);
  fields.required("kill", read_digest, lift.kill);
  fields.list("approved_by", read_approval, lift.approved_by);
  fields.finish();
  return fields ? std::optional(std::move(lift)) : std::nullopt;
}

std::optional<Review> read_review(const Node& node, Report& report) {
  Review review;
  Fields fields(node, "review", report);
  fields.required("due", read_date, review.due);
  fields.optional("done", read_date, review.done);
  fields.optional("by", read_ref<Person>, review.by);
  fields.optional("link", read_text, review.link);
  fields.finish();
  return fields ? std::optional(std::move(review)) : std::nullopt;
}

std::optional<ActionItem> read_action(const Node& node, Report& report) {
  ActionItem action;
  action.span = node.span;
  action.done.span = node.span;
  Fields fields(node, "action", report);
  fields.required("item", read_text, action.item);
  fields.optional("done", read_boolean, action.done);
  fields.optional("owner", read_owner, action.owner);
  fields.optional("due", read_date, action.due);
  fields.optional("evidence", read_ref<Evidence>, action.evidence);
  fields.finish();
  return fields ? std::optional(std::move(action)) : std::nullopt;
}

std::optional<Diagnostics::Exception> read_exception(const Node& node, Report& report) {
  Diagnostics::Exception exception;
  Fields fields(node, "exception", report);
  fields.required("reason", read_text, exception.reason);
  fields.required("approved", read_ref<Person>, exception.approved);
  fields.finish();
  return fields ? std::optional(std::move(exception)) : std::nullopt;
}

std::optional<Diagnostics> read_diagnostics(const Node& node, Report& report) {
  Diagnostics kept;
  kept.span = node.span;
  kept.redacted.span = node.span;
  Fields fields(node, "diagnostics", report);
  fields.required("what", read_text, kept.what);
  fields.optional("redacted", read_boolean, kept.redacted);
  fields.required("expires", read_date, kept.expires);
  fields.optional("exception", read_exception, kept.exception);
  fields.finish();
  return fields ? std::optional(std::move(kept)) : std::nullopt;
}

// Each moment is compared with the last one before it that is there.
void check_moments(const Incident& incident, Report& report) {
  const std::array<std::pair<std::string_view, const std::optional<Spanned<Instant>>*>, 3> moments{
      {{"detected", &incident.detected},
       {"mitigated", &incident.mitigated},
       {"resolved", &incident.resolved}}};
  std::string_view before = "started";
  Spanned<Instant> earlier = incident.started;
  for (const auto& [name, moment] : moments) {
    if (!*moment) continue;
    check_order(earlier, **moment, fmt::format("`{}` lies before `{}`", name, before), report);
    before = name;
    earlier = **moment;
  }
}

void check_timeline(const std::vector<TimelineEntry>& timeline, Report& report) {
  for (std::size_t i = 1; i < timeline.size(); ++i) {
    check_order(timeline[i - 1].at, timeline[i].at, "this happened before the entry above it",
                report);
  }
}

}  // namespace

Incident decode_incident(const Place& place, const Node& root, Report& report) {
  Incident incident;
  incident.file = place.file;
  Fields fields(root, "incident", report);
  incident.id = decode_identity(fields, "incident", place);
  fields.required("title", read_text, incident.title);
  fields.required("severity", read_word<SeverityLevel>, incident.severity);
  fields.required("state", read_word<IncidentState>, incident.state);
  fields.optional("class", read_word<TriggerClass>, incident.trigger_class);
  fields.optional("trigger", read_text, incident.trigger);
  fields.required("owner", read_owner, incident.owner);
  fields.required("started", read_instant, incident.started);
  fields.optional("detected", read_instant, incident.detected);
  fields.optional("mitigated", read_instant, incident.mitigated);
  fields.optional("resolved", read_instant, incident.resolved);
  fields.list("environments", read_text, incident.environments);
  fields.list("flags", read_ref<Flag>, incident.flags);
  fields.optional("kill_switch", read_ref<KillLevel>, incident.kill_switch);
  fields.optional("playbook", read_ref<Playbook>, incident.playbook);
  fields.list("releases", read_ref<Release>, incident.releases);
  fields.list("timeline", read_timeline_entry, incident.timeline);
  fields.list("lifted", read_lift, incident.lifted);
  fields.optional("review", read_review, incident.review);
  fields.list("actions", read_action, incident.actions);
  fields.list("diagnostics", read_diagnostics, incident.diagnostics);
  fields.finish();
  check_moments(incident, report);
  check_timeline(incident.timeline, report);
  return incident;
}

}  // namespace ensign::model
