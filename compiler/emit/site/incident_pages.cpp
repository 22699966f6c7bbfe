// incidents.html and incidents/<id>.html: what went wrong, what was pulled, and what is still owed.
#include <fmt/format.h>

#include "emit/site/pages.h"
#include "emit/site/rows.h"
#include "emit/site/severity.h"

namespace ensign::emit::pages {
namespace {

State incident_state(const model::Incident& incident) {
  switch (*incident.state) {
    case model::IncidentState::open:
      return {"bad", "✕", "Open"};
    case model::IncidentState::mitigated:
      return {"part", "◐", "Mitigated"};
    case model::IncidentState::resolved:
      return {"on", "✓", "Resolved"};
  }
  return {};
}

// The review that follows an incident, as of today.
State review_state(const model::Incident& incident, Date today) {
  if (!incident.review) return {"none", "–", "no review written down"};
  const model::Review& review = *incident.review;
  if (review.done) return {"on", "✓", "done " + to_string(**review.done)};
  const std::int64_t days = (*review.due).days - today.days;
  if (days < 0) return {"bad", "✕", "overdue since " + to_string(*review.due)};
  return {"part", "◷", "due " + to_string(*review.due)};
}

// From the start to `moment`: "12 minutes".
std::string after(const model::Incident& incident, const std::optional<Spanned<Instant>>& moment) {
  if (!moment) return {};
  const std::int64_t seconds = (*moment)->seconds - incident.started->seconds;
  return seconds <= 0 ? "at once" : duration_words(seconds);
}

Value summary(const Desk& desk, const model::Incident& incident) {
  Value value = Value::map({{"link", desk.incident(incident)},
                            {"state", state_value(incident_state(incident))},
                            {"severity", state_value(severity_level(*incident.severity))},
                            {"started", time_value(*incident.started)},
                            {"mitigated", after(incident, incident.mitigated)},
                            {"owner", desk.owner(incident.owner)},
                            {"level", desk.level(incident.kill_switch)}});
  value.set("review", state_value(review_state(incident, desk.facts().today)));
  return value;
}

// What happened when, the marks of the front matter among the entries of the timeline.
Value::List timeline(const Desk& desk, const model::Incident& incident) {
  Value::List list;
  for (const model::TimelineEntry& entry : incident.timeline) {
    list.push_back(Value::map({{"at", time_value(*entry.at)},
                               {"what", desk.words(marked(*entry.what))},
                               {"by", entry.by ? desk.person(*entry.by) : desk.link("", "")}}));
  }
  return list;
}

Value::List marks(const model::Incident& incident) {
  Value::List list;
  const auto add = [&](std::string_view what, const std::optional<Spanned<Instant>>& moment) {
    if (!moment) return;
    list.push_back(Value::map(
        {{"what", what}, {"at", time_value(**moment)}, {"after", after(incident, moment)}}));
  };
  list.push_back(
      Value::map({{"what", "Started"}, {"at", time_value(*incident.started)}, {"after", ""}}));
  add("Detected", incident.detected);
  add("Mitigated", incident.mitigated);
  add("Resolved", incident.resolved);
  return list;
}

State action_state(const model::ActionItem& action, Date today) {
  if (*action.done) return {"on", "✓", "Done"};
  if (action.due && **action.due < today) return {"bad", "✕", "Overdue"};
  return {"off", "○", "Open"};
}

Value::List actions(const Desk& desk, const model::Incident& incident) {
  Value::List list;
  for (const model::ActionItem& action : incident.actions) {
    Value value =
        Value::map({{"state", state_value(action_state(action, desk.facts().today))},
                    {"item", desk.words(marked(*action.item))},
                    {"owner", action.owner ? desk.owner(*action.owner) : desk.link("", "")},
                    {"evidence", desk.evidence(action.evidence)}});
    value.set("due", action.due ? time_value(**action.due) : no_time());
    list.push_back(std::move(value));
  }
  return list;
}

Value::List diagnostics(const Desk& desk, const model::Incident& incident) {
  Value::List list;
  for (const model::Diagnostics& kept : incident.diagnostics) {
    const bool over = *kept.expires < desk.facts().today;
    Value value =
        Value::map({{"what", desk.words(marked(*kept.what))},
                    {"redacted", state_value(*kept.redacted ? State{"on", "✓", "Redacted"}
                                                            : State{"part", "!", "As recorded"})}});
    value.set("expires", time_value(*kept.expires));
    value.set("over", over);
    value.set("reason",
              kept.exception ? Value(desk.words(marked(*kept.exception->reason))) : Value(""));
    value.set("approved",
              kept.exception ? desk.person(kept.exception->approved) : desk.link("", ""));
    list.push_back(std::move(value));
  }
  return list;
}

Value::List facts_of(const Desk& desk, const model::Incident& incident) {
  FactRows rows(desk);
  rows.link("Owner", desk.owner(incident.owner));
  if (incident.trigger_class) {
    rows.add("Class", model::spelling(**incident.trigger_class));
  }
  if (incident.trigger) rows.add("Trigger", trigger_words(desk.model(), **incident.trigger));
  Value::List environments, flags, releases;
  for (const auto& name : incident.environments) environments.push_back(desk.environment(*name));
  for (const auto& flag : incident.flags) flags.push_back(desk.flag(flag));
  for (const auto& release : incident.releases) releases.push_back(desk.release(release));
  rows.links("Environments", std::move(environments));
  rows.links("Flags", std::move(flags));
  rows.link("Kill switch pulled", desk.level(incident.kill_switch));
  rows.link("Runbook", desk.playbook(incident.playbook));
  rows.links("Releases", std::move(releases));
  if (incident.review) {
    if (incident.review->by) rows.link("Review led by", desk.person(*incident.review->by));
    if (!incident.review->link.empty()) {
      rows.link("Written review", desk.address(incident.review->link));
    }
  }
  return rows.take();
}

}  // namespace

Page incidents_page(const Facts& facts) {
  const Desk desk(facts, "incidents.html");
  Value::List open, closed;
  for (auto at = facts.model.incidents.rbegin(); at != facts.model.incidents.rend(); ++at) {
    const bool is_over = *at->state == model::IncidentState::resolved;
    (is_over ? closed : open).push_back(summary(desk, *at));
  }
  Page page{.path = desk.path(),
            .kind = "incidents",
            .form = "incidents.html",
            .section = "kill-switches.html",
            .title = "Incidents",
            .description = "What went wrong, how long it lasted, and which reviews are owed."};
  page.data.set("any", !facts.model.incidents.empty());
  page.data.set("running", std::move(open));
  page.data.set("closed", std::move(closed));
  return page;
}

Page incident_page(const Facts& facts, Id<model::Incident> id) {
  const model::Incident& incident = facts.model.at(id);
  const Desk desk(facts, facts.path(incident));
  Page page{.path = desk.path(),
            .kind = "incident",
            .form = "incident.html",
            .section = "kill-switches.html",
            .title = title_or(incident.title, *incident.id),
            .description =
                fmt::format("Incident {}: timeline, what was done, what is owed.", *incident.id),
            .crumbs = {{"Kill switches", "kill-switches.html"}, {"Incidents", "incidents.html"}}};
  page.data = summary(desk, incident);
  Value& data = page.data;
  data.set("facts", facts_of(desk, incident));
  data.set("marks", marks(incident));
  data.set("timeline", timeline(desk, incident));
  data.set("actions", actions(desk, incident));
  data.set("diagnostics", diagnostics(desk, incident));
  data.set("mentions", mentions_value(desk, facts.incident_mentions[id.index]));
  data.set("prose", desk.prose(incident.prose, incident.file, 3));
  page.text = desk.plain(incident.prose);
  data.set("source", facts.model.path(incident.file));
  return page;
}

}  // namespace ensign::emit::pages
