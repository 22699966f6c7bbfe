#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// Decodes every entry of a mapping of names; entries whose name cannot be one are left out.
template <typename Entity, typename Decode>
void decode_entries(const Node* node, std::vector<Entity>& into, Report& report,
                    bool (*is_name)(std::string_view), std::string_view shape, Decode decode) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    if (!is_name(entry.key)) {
      report.add(invalid_key, entry.key_span, fmt::format("`{}` cannot be a name", entry.key),
                 std::string(shape));
      continue;
    }
    Entity entity = decode(entry);
    entity.id = {entry.key, entry.key_span};
    into.push_back(std::move(entity));
  }
  std::ranges::sort(into, {}, [](const Entity& entity) { return *entity.id; });
}

Person decode_person(const Node& node, Report& report) {
  Person person;
  Fields fields(node, "person", report);
  fields.optional("name", read_text, person.name);
  fields.optional("contact", read_text, person.contact);
  fields.optional("machine", read_boolean, person.machine);
  fields.list("keys", read_person_key, person.keys);
  fields.optional("minisign", read_minisign_key, person.minisign);
  fields.optional("left", read_date, person.left);
  fields.finish();
  return person;
}

Team decode_team(const Node& node, Report& report) {
  Team team;
  Fields fields(node, "team", report);
  fields.optional("title", read_text, team.title);
  fields.optional("contact", read_text, team.contact);
  fields.list("members", read_ref<Person>, team.members);
  fields.finish();
  return team;
}

Role decode_role(const Node& node, Report& report) {
  Role role;
  Fields fields(node, "role", report);
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

}  // namespace

Roster decode_people(const Node& root, Report& report) {
  constexpr std::string_view person_shape =
      "people have names of lower case letters, digits and `-`";
  constexpr std::string_view id_shape =
      "letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 100";
  Roster roster;
  Fields fields(root, "roster", report);
  decode_entries(fields.find("people"), roster.people, report, is_person_id, person_shape,
                 [&](const syntax::Entry& entry) { return decode_person(entry.value, report); });
  decode_entries(fields.find("teams"), roster.teams, report, is_id, id_shape,
                 [&](const syntax::Entry& entry) { return decode_team(entry.value, report); });
  decode_entries(fields.find("roles"), roster.roles, report, is_id, id_shape,
                 [&](const syntax::Entry& entry) { return decode_role(entry.value, report); });
  fields.finish();
  check_distinct(roster, report);
  check_keys(roster.people, report);
  return roster;
}

}  // namespace ensign::model
