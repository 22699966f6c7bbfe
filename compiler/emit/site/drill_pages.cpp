// runbooks/drills.html and drills/<id>.html: ways back that were walked while nothing was wrong,
// how long they took, and whether that was inside of what was agreed.
#include <fmt/format.h>

#include "emit/site/drill_parts.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

State result_state(const model::Drill& drill) {
  return *drill.result == model::EvidenceResult::passed ? State{"on", "✓", "Passed"}
                                                        : State{"bad", "✕", "Failed"};
}

Value drill_row(const Desk& desk, const model::Drill& drill) {
  const auto window = drill_window(desk.model(), drill);
  return Value::map(
      {{"date", time_value(drill.date)},
       {"link", desk.drill(drill)},
       {"drill_kind", plain_words(model::spelling(*drill.kind))},
       {"target", drill_target(desk, drill)},
       {"result", state_value(result_state(drill))},
       {"taken", drill.times.empty() ? std::string() : duration_words(taken_seconds(drill))},
       {"window", window ? duration_words(*window) : std::string()},
       {"inside", state_value(window_state(desk.model(), drill))}});
}

// When a playbook or level is to be drilled next, as the newest drill of it says.
Value::List next_drills(const Desk& desk) {
  Value::List list;
  const auto add = [&](Value target, const model::NextDrill& next) {
    const bool late = *next.on < desk.facts().today;
    list.push_back(Value::map(
        {{"target", std::move(target)},
         {"date", time_value(*next.on)},
         {"state", state_value(late ? State{"bad", "✕", "overdue"}
                                    : State{"none", "◷",
                                            days_words(next.on->days - desk.facts().today.days)})},
         {"owner", desk.owner(next.owner)}}));
  };
  for (const model::Playbook& playbook : desk.model().playbooks) {
    if (playbook.next_drill) add(desk.playbook(playbook), *playbook.next_drill);
  }
  return list;
}

Value::List times(const model::Drill& drill) {
  Value::List list;
  for (const auto& [name, seconds] : drill.times) {
    list.push_back(Value::map({{"name", *name}, {"time", duration_words(*seconds)}}));
  }
  return list;
}

Value::List follow_ups(const Desk& desk, const model::Drill& drill) {
  Value::List list;
  for (const model::ChecklistItem& item : drill.follow_ups) {
    list.push_back(Value::map(
        {{"state", state_value(*item.done ? State{"on", "✓", "Done"} : State{"off", "○", "Open"})},
         {"text", desk.words(marked(*item.item))},
         {"evidence", desk.evidence(item.evidence)}}));
  }
  return list;
}

Value::List facts_of(const Desk& desk, const model::Drill& drill) {
  FactRows rows(desk);
  Value::List people, evidence;
  for (const auto& person : drill.by) people.push_back(desk.person(person));
  for (const auto& piece : drill.evidence) evidence.push_back(desk.evidence(piece));
  rows.link("Drilled", drill_target(desk, drill));
  rows.link("Runbook", desk.playbook(drill.playbook));
  if (drill.environment) rows.link("Environment", desk.environment(**drill.environment));
  rows.links("Done by", std::move(people));
  rows.link("Owner", desk.owner(drill.owner));
  if (drill.mitigated_after_seconds) {
    rows.add("Harm stopped after", duration_words(**drill.mitigated_after_seconds));
  }
  if (drill.procedure) rows.code("Procedure as drilled", **drill.procedure);
  rows.links("Evidence", std::move(evidence));
  rows.links("Written down in", desk.addresses(drill.links));
  rows.links("Satisfies", desk.requirements(drill.satisfies));
  if (drill.next) {
    rows.add("Next", fmt::format("{}, {}", to_string(*drill.next->on),
                                 days_words(drill.next->on->days - desk.facts().today.days)));
    rows.link("Next is owned by", desk.owner(drill.next->owner));
  }
  return rows.take();
}

}  // namespace

Value::List drills_value(const Desk& desk, const std::vector<std::uint32_t>& drills) {
  Value::List list;
  for (auto at = drills.rbegin(); at != drills.rend(); ++at) {
    list.push_back(drill_row(desk, desk.model().drills[*at]));
  }
  return list;
}

Page drills_page(const Facts& facts) {
  const Desk desk(facts, "runbooks/drills.html");
  Value::List drills;
  for (auto at = facts.model.drills.rbegin(); at != facts.model.drills.rend(); ++at) {
    drills.push_back(drill_row(desk, *at));
  }
  Page page{.path = desk.path(),
            .kind = "drills",
            .form = "drills.html",
            .section = "runbooks/index.html",
            .title = "Drills",
            .description = "Ways back that were walked, how long they took, and what comes next.",
            .crumbs = {{"Runbooks", "runbooks/index.html"}}};
  page.data.set("drills", std::move(drills));
  page.data.set("next", next_drills(desk));
  const auto& fresh = facts.model.policy.drill_fresh_seconds;
  page.data.set("fresh", fresh ? duration_words(**fresh) : std::string());
  return page;
}

Page drill_page(const Facts& facts, const model::Drill& drill) {
  const Desk desk(facts, facts.path(drill));
  Page page{.path = desk.path(),
            .kind = "drill",
            .form = "drill.html",
            .section = "runbooks/index.html",
            .title = title_or(drill.title, *drill.id),
            .description =
                fmt::format("The drill of {}: times, result, what follows.", to_string(drill.date)),
            .crumbs = {{"Runbooks", "runbooks/index.html"}, {"Drills", "runbooks/drills.html"}}};
  page.data = drill_row(desk, drill);
  page.data.set("facts", facts_of(desk, drill));
  page.data.set("times", times(drill));
  page.data.set("follow_ups", follow_ups(desk, drill));
  page.data.set("prose", desk.prose(drill.prose, drill.file, 3));
  page.text = desk.plain(drill.prose);
  page.data.set("source", facts.model.path(drill.file));
  return page;
}

}  // namespace ensign::emit::pages
