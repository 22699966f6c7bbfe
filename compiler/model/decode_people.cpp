#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

void check_person_name(const syntax::Entry& entry, Report& report) {
  if (is_person_id(entry.key)) return;
  report.add(invalid_key, entry.key_span, fmt::format("`{}` cannot be a name", entry.key),
             "people have names of lower case letters, digits and `-`");
}

// `product-owner`, or `emergency/production`: whoever holds that may kill there.
void check_role_name(const syntax::Entry& entry, Report& report) {
  constexpr std::string_view emergency = "emergency/";
  const std::string_view name = entry.key;
  if (name.starts_with(emergency) && is_id(name.substr(emergency.size()))) return;
  check_name(entry, report);
}

template <typename Entity>
void sort_by_id(std::vector<Entity>& entities) {
  std::ranges::sort(entities, {}, [](const Entity& entity) { return *entity.id; });
}

Person decode_person(const syntax::Entry& entry, Report& report) {
  Person person;
  person.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "person", report);
  fields.optional("name", read_text, person.name);
  fields.optional("contact", read_text, person.contact);
  fields.optional("machine", read_boolean, person.machine);
  fields.list("keys", read_person_key, person.keys);
  fields.optional("minisign", read_minisign_key, person.minisign);
  fields.optional("left", read_date, person.left);
  fields.finish();
  return person;
}

Team decode_team(const syntax::Entry& entry, Report& report) {
  Team team;
  team.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "team", report);
  fields.optional("title", read_text, team.title);
  fields.optional("contact", read_text, team.contact);
  fields.list("members", read_ref<Person>, team.members);
  fields.finish();
  return team;
}

Role decode_role(const syntax::Entry& entry, Report& report) {
  Role role;
  role.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "role", report);
  fields.optional("title", read_text, role.title);
  fields.list("holders", read_ref<Person>, role.holders);
  fields.list("duties", read_text, role.duties);
  fields.optional("escalation", read_text, role.escalation);
  fields.finish();
  return role;
}

// An owner is a team or a person, so no name may be both.
void check_distinct(const Roster& roster, Report& report) {
  for (const Team& team : roster.teams) {
    const auto same =
        std::ranges::find(roster.people, *team.id, [](const Person& person) { return *person.id; });
    if (same == roster.people.end()) continue;
    auto& finding =
        report.add(key_taken, team.id.span, fmt::format("`{}` is a person already", *team.id),
                   "give the team another name: owners are named by it");
    finding.labels.push_back({same->id.span, "the person"});
  }
}

// Keys that count nowhere from now on, by their fingerprints.
void suspend_keys(const std::vector<Spanned<std::string>>& fingerprints, Roster& roster,
                  Report& report) {
  for (const Spanned<std::string>& fingerprint : fingerprints) {
    bool found = false;
    for (Person& person : roster.people) {
      for (PersonKey& key : person.keys) {
        if (crypto::fingerprint(key.key) != *fingerprint) continue;
        found = true;
        if (*key.state != KeyState::compromised)
          key.state = {KeyState::suspended, fingerprint.span};
      }
    }
    if (found) continue;
    report.add(invalid_value, fingerprint.span,
               fmt::format("nobody has the key `{}`", *fingerprint),
               "write the fingerprint of a key that stands above, as `ssh-keygen -l` prints it");
  }
}

}  // namespace

Roster decode_people(const Node& root, Report& report) {
  Roster roster;
  Fields fields(root, "roster", report);
  decode_named(fields.find("people"), roster.people, report, decode_person, check_person_name);
  decode_named(fields.find("teams"), roster.teams, report, decode_team);
  decode_named(fields.find("roles"), roster.roles, report, decode_role, check_role_name);
  std::vector<Spanned<std::string>> suspended;
  fields.list("suspended", read_text, suspended);
  fields.finish();
  suspend_keys(suspended, roster, report);
  sort_by_id(roster.people);
  sort_by_id(roster.teams);
  sort_by_id(roster.roles);
  check_distinct(roster, report);
  check_keys(roster.people, report);
  return roster;
}

}  // namespace ensign::model
