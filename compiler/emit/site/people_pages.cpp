// people/index.html, people/<id>.html, teams/<id>.html: who owns what, and whom to call.
#include <fmt/format.h>

#include "emit/site/findings.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

std::string title_of(const model::Team& team) { return team.title.empty() ? *team.id : team.title; }
std::string name_of(const model::Person& person) {
  return person.name.empty() ? *person.id : person.name;
}

// Everything for which `is_theirs` holds: {what, link, note}.
Value::List owned_by(const Desk& desk, const auto& is_theirs) {
  const model::Model& model = desk.model();
  Value::List list;
  const auto add = [&](std::string_view what, Value link, Value note) {
    list.push_back(
        Value::map({{"what", what}, {"link", std::move(link)}, {"note", std::move(note)}}));
  };
  const Value none = state_value({"none", "", ""});
  for (std::size_t i = 0; i < model.flags.size(); ++i) {
    const model::Flag& flag = model.flags[i];
    if (!is_theirs(flag.owner)) continue;
    add("Flag", desk.flag(id_at<model::Flag>(i)),
        state_value(expiry_state(flag, desk.facts().today)));
  }
  for (const auto& plan : model.plans) {
    if (is_theirs(plan.owner)) add("Stage plan", desk.plan(plan), none);
  }
  for (const auto& playbook : model.playbooks) {
    if (is_theirs(playbook.owner)) add("Runbook", desk.playbook(playbook), none);
  }
  for (const auto& segment : model.segments) {
    const std::string& title = segment.title.empty() ? *segment.name : segment.title;
    if (is_theirs(segment.owner))
      add("Segment", desk.link(title, desk.facts().path(segment)), none);
  }
  for (const auto& release : model.releases) {
    if (is_theirs(release.owner)) add("Release", desk.release(release), none);
  }
  for (const auto& group : model.groups) {
    if (is_theirs(group.owner)) add("Group", desk.group(group), none);
  }
  for (const auto& profile : model.profiles) {
    const std::string& title = title_or(profile.title, *profile.name);
    if (is_theirs(profile.owner))
      add("Profile", desk.link(title, desk.facts().path(profile)), none);
  }
  for (const auto& incident : model.incidents) {
    if (is_theirs(incident.owner)) add("Incident", desk.incident(incident), none);
  }
  for (const auto& drill : model.drills) {
    if (is_theirs(drill.owner)) add("Drill", desk.drill(drill), none);
  }
  for (const auto& waiver : model.waivers) {
    if (is_theirs(waiver.owner)) {
      add("Waiver", desk.link(*waiver.id, desk.facts().path(waiver)), none);
    }
  }
  return list;
}

// The keys that a person signs with, as the roster has them.
Value::List keys_of(const model::Person& person) {
  const State states[] = {{"on", "✓", "active"},
                          {"part", "!", "suspended"},
                          {"off", "○", "retired"},
                          {"bad", "✕", "compromised"}};
  Value::List list;
  for (const model::PersonKey& key : person.keys) {
    Value value = Value::map({{"fingerprint", crypto::fingerprint(key.key)},
                              {"state", state_value(states[static_cast<std::size_t>(*key.state)])},
                              {"reason", key.reason}});
    value.set("from", key.from ? time_value(**key.from) : no_time());
    value.set("until", key.until ? time_value(**key.until) : no_time());
    list.push_back(std::move(value));
  }
  return list;
}

Value::List findings_of(const Desk& desk, const auto& is_theirs) {
  Value::List list;
  for (const report::Finding* finding : open_findings(desk.facts())) {
    const model::Owner* owner = desk.facts().owner_of(finding->span.file);
    if (owner && is_theirs(*owner)) list.push_back(finding_value(desk, *finding));
  }
  return list;
}

Value role_value(const Desk& desk, const model::Role& role) {
  Value::List holders, duties;
  for (const auto& holder : role.holders) holders.push_back(desk.person(holder));
  for (const auto& duty : role.duties) duties.push_back(desk.words(marked(*duty)));
  Value value = Value::map({{"anchor", role_anchor(role)},
                            {"title", role.title.empty() ? *role.id : role.title},
                            {"escalation", desk.words(marked(role.escalation))}});
  value.set("holders", std::move(holders));
  value.set("duties", std::move(duties));
  return value;
}

Value::List members(const Desk& desk, const model::Team& team) {
  Value::List list;
  for (const auto& member : team.members) list.push_back(desk.person(member));
  return list;
}

bool has_member(const model::Team& team, Id<model::Person> id) {
  for (const auto& member : team.members) {
    if (member.id == id) return true;
  }
  return false;
}

}  // namespace

Page people_page(const Facts& facts) {
  const Desk desk(facts, "people/index.html");
  Value::List roles, teams, people;
  for (const auto& role : facts.model.roles) roles.push_back(role_value(desk, role));
  for (const auto& team : facts.model.teams) {
    Value value = Value::map(
        {{"link", desk.link(title_of(team), facts.path(team))}, {"contact", team.contact}});
    value.set("members", members(desk, team));
    teams.push_back(std::move(value));
  }
  for (const auto& person : facts.model.people) {
    people.push_back(Value::map({{"link", desk.link(name_of(person), facts.path(person))},
                                 {"contact", person.contact},
                                 {"machine", person.machine},
                                 {"left", person.left ? time_value(**person.left) : no_time()}}));
  }
  Page page{.path = desk.path(),
            .kind = "people",
            .form = "people.html",
            .section = "policy.html",
            .title = "People",
            .description = "Roles with their duties and escalation, teams and people.",
            .crumbs = {{"Policy", "policy.html"}}};
  page.data.set("roles", std::move(roles));
  page.data.set("teams", std::move(teams));
  page.data.set("people", std::move(people));
  page.data.set("source", facts.model.people.empty()
                              ? std::string()
                              : facts.model.path(facts.model.people.front().id.span.file));
  return page;
}

Page person_page(const Facts& facts, Id<model::Person> id) {
  const model::Person& person = facts.model.at(id);
  const Desk desk(facts, facts.path(person));
  Value::List teams, roles;
  for (const auto& team : facts.model.teams) {
    if (has_member(team, id)) teams.push_back(desk.link(title_of(team), facts.path(team)));
  }
  for (const auto& role : facts.model.roles) {
    for (const auto& holder : role.holders) {
      if (holder.id == id) roles.push_back(role_value(desk, role));
    }
  }
  const auto theirs = [&](const model::Owner& owner) { return owner.person == id; };
  Page page{.path = desk.path(),
            .kind = "person",
            .form = "person.html",
            .section = "policy.html",
            .title = name_of(person),
            .description = fmt::format("Roles, teams and duties of {}.", name_of(person)),
            .crumbs = {{"Policy", "policy.html"}, {"People", "people/index.html"}}};
  page.data.set("contact", person.contact);
  page.data.set("machine", person.machine);
  page.data.set("id", *person.id);
  page.data.set("keys", keys_of(person));
  page.data.set("left", person.left ? time_value(**person.left) : no_time());
  page.data.set("teams", std::move(teams));
  page.data.set("roles", std::move(roles));
  page.data.set("owned", owned_by(desk, theirs));
  page.data.set("findings", findings_of(desk, theirs));
  return page;
}

Page team_page(const Facts& facts, Id<model::Team> id) {
  const model::Team& team = facts.model.at(id);
  const Desk desk(facts, facts.path(team));
  const auto theirs = [&](const model::Owner& owner) { return owner.team == id; };
  Page page{.path = desk.path(),
            .kind = "team",
            .form = "team.html",
            .section = "policy.html",
            .title = title_of(team),
            .description = fmt::format("What {} owns, and what waits for it.", title_of(team)),
            .crumbs = {{"Policy", "policy.html"}, {"People", "people/index.html"}}};
  page.data.set("contact", team.contact);
  page.data.set("members", members(desk, team));
  page.data.set("owned", owned_by(desk, theirs));
  page.data.set("findings", findings_of(desk, theirs));
  return page;
}

}  // namespace ensign::emit::pages
