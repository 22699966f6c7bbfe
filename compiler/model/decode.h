// One decoder per governed file: a tree to a typed entity. Decoding looks at one file alone, never
// fails, and leaves names of other entities unresolved (link.h). What cannot be read is a finding
// and stays at its default.
#pragma once

#include <vector>

#include "model/classify.h"
#include "model/fields.h"
#include "model/model.h"

namespace ensign::model {

// Where a decoder stands.
struct Place {
  FileId file{};
  std::string_view path;
  Classified classified;

  Span start() const { return {file, 0, 0}; }
};

struct Roster {
  std::vector<Person> people;
  std::vector<Team> teams;
  std::vector<Role> roles;
};

struct Ladder {
  std::vector<KillLevel> levels;
  std::vector<KillTrigger> triggers;
  KillProcedure procedure;
};

Config decode_config(const Place& place, const Node& root, Report& report);
Layout decode_layout(const Node& root, Report& report);  // of ensign.yaml
Roster decode_people(const Node& root, Report& report);
Policy decode_policy(const Place& place, const Node& root, Report& report);
Waiver decode_waiver(const Place& place, const Node& root, Report& report);
Flag decode_flag(const Place& place, const Node& root, Report& report);
Segment decode_segment(const Place& place, const Node& root, Report& report);
Group decode_group(const Place& place, const Node& root, Report& report);
Profile decode_profile(const Place& place, const Node& root, Report& report);
std::vector<Tombstone> decode_tombstones(const Node& root, Report& report);
Ladder decode_kill_levels(const Node& root, Report& report);
Plan decode_plan(const Place& place, const Node& root, Report& report);
Evidence decode_evidence(const Place& place, const Node& root, Report& report);
Release decode_release(const Place& place, const Node& root, Report& report);
Note decode_note(const Place& place, const Node& root, Report& report);
Playbook decode_playbook(const Place& place, const Node& root, Report& report);
Observability decode_metrics(const Node& root, Report& report);
std::vector<CalendarEntry> decode_calendar(const Node& root, Report& report);
Freeze decode_freeze(const Place& place, const Node& root, Report& report);
Incident decode_incident(const Place& place, const Node& root, Report& report);
JournalEntry decode_journal(const Place& place, const Node& root, Report& report);
Drill decode_drill(const Place& place, const Node& root, Report& report);

// Files of approvals/ are no YAML; nothing when they cannot be read.
std::optional<Statement> decode_statement(const Place& place, std::string_view bytes,
                                          Report& report);
std::optional<RecordSet> decode_record_set(const Place& place, std::string_view bytes,
                                           Report& report);
// Nor are the root, what is signed beside it, and honoured lists.
std::optional<RootFile> decode_root(const Place& place, std::string_view bytes, Report& report);
RootSignature decode_root_signature(const Place& place, std::string_view bytes);
std::optional<Honoured> decode_honoured(const Place& place, std::string_view bytes, Report& report);

}  // namespace ensign::model
