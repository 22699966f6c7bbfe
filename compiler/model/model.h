// The linked model: every governed entity, typed, in sorted lists, with references resolved to ids.
// Made by read() from a snapshot; nothing changes it afterwards, and nothing here judges.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/calendar.h"
#include "model/config.h"
#include "model/drill.h"
#include "model/flag.h"
#include "model/group.h"
#include "model/incident.h"
#include "model/metrics.h"
#include "model/people.h"
#include "model/policy.h"
#include "model/profile.h"
#include "model/release.h"
#include "model/root.h"
#include "model/stage.h"
#include "model/statement.h"
#include "model/tombstone.h"
#include "model/waiver.h"
#include "report/report.h"
#include "source/snapshot.h"

namespace ensign::model {

struct Model {
  // Not inline: compilers take seconds over each place that makes one, copies it or lets it go.
  Model();
  Model(const Model& other);
  Model(Model&& other) noexcept;
  Model& operator=(const Model& other);
  Model& operator=(Model&& other) noexcept;
  ~Model();

  Instant as_of;
  source::Origin origin;
  Config config;
  std::vector<Person> people;      // by id
  std::vector<Team> teams;         // by id
  std::vector<Role> roles;         // by id
  Policy policy;                   // the defaults where trust/policy.yaml says nothing
  std::vector<RootFile> roots;     // by version
  std::vector<Honoured> honoured;  // by number
  // With a root: SHA-256 by path of what it anchors, and of the files that statements are about.
  std::map<std::string, crypto::Sha256, std::less<>> digests;
  // Of the roster without the list `suspended:` at its end, when it has one.
  std::optional<crypto::Sha256> roster_before_suspension;
  std::optional<crypto::Sha256> pin;       // of the root, given from outside the repository
  std::vector<Waiver> waivers;             // by id
  std::vector<Statement> statements;       // by path
  std::vector<RecordSet> record_sets;      // by digest
  std::vector<Segment> segments;           // by name
  std::vector<Flag> flags;                 // by key
  std::vector<Group> groups;               // by name
  std::vector<Profile> profiles;           // by name
  std::vector<Tombstone> tombstones;       // by key
  std::vector<KillLevel> kill_levels;      // in the order of the ladder
  std::vector<KillTrigger> kill_triggers;  // in the order of the file
  KillProcedure kill_procedure;
  std::vector<Plan> plans;          // by id
  std::vector<Evidence> evidence;   // by id
  std::vector<Playbook> playbooks;  // by path
  std::vector<Release> releases;    // by SemVer precedence
  std::vector<Note> notes;          // by id
  std::vector<Metric> metrics;      // of releases/metrics.yaml, in its order, as the next two
  std::vector<Dashboard> dashboards;
  std::vector<Alert> alerts;
  std::vector<CalendarEntry> calendar;  // in the order of the file
  std::vector<Freeze> freezes;          // by id
  std::vector<Incident> incidents;      // by id
  std::vector<JournalEntry> journal;    // by date
  std::vector<Drill> drills;            // by id, so by date
  // Every governed file could be read, so that what is nowhere named is named nowhere.
  bool whole = true;
  std::vector<std::string> paths;  // of every file of the snapshot, indexed by FileId

  const Person& at(Id<Person> id) const { return people[id.index]; }
  const Team& at(Id<Team> id) const { return teams[id.index]; }
  const Role& at(Id<Role> id) const { return roles[id.index]; }
  const Segment& at(Id<Segment> id) const { return segments[id.index]; }
  const Flag& at(Id<Flag> id) const { return flags[id.index]; }
  const Group& at(Id<Group> id) const { return groups[id.index]; }
  const Tombstone& at(Id<Tombstone> id) const { return tombstones[id.index]; }
  const KillLevel& at(Id<KillLevel> id) const { return kill_levels[id.index]; }
  const Plan& at(Id<Plan> id) const { return plans[id.index]; }
  const Evidence& at(Id<Evidence> id) const { return evidence[id.index]; }
  const Playbook& at(Id<Playbook> id) const { return playbooks[id.index]; }
  const Metric& at(Id<Metric> id) const { return metrics[id.index]; }  // of a dashboard or alert
  const Release& at(Id<Release> id) const { return releases[id.index]; }
  const Alert& at(Id<Alert> id) const { return alerts[id.index]; }
  const CalendarEntry& at(Id<CalendarEntry> id) const { return calendar[id.index]; }
  const Incident& at(Id<Incident> id) const { return incidents[id.index]; }
  const JournalEntry& at(Id<JournalEntry> id) const { return journal[id.index]; }
  const std::string& path(FileId file) const { return paths[static_cast<std::size_t>(file)]; }

  std::optional<Id<Flag>> flag(std::string_view key) const;
  std::optional<Id<Tombstone>> tombstone(std::string_view key) const;
  // What a threshold of that plan is about; nullptr when nobody knows the metric.
  const Metric* metric(const Plan& plan, const Threshold& threshold) const;
};

// The folders that ensign.yaml names, read before the rest is frozen. Unreadable or absent:
// defaults.
Layout read_layout(std::string_view ensign_yaml);
// What World::freeze is asked for.
std::vector<std::string> roots(const Layout& layout);

// Parses every file (in parallel), decodes and links. Never fails: what cannot be read is a finding
// and is absent from the model.
struct ReadResult {
  Model model;
  report::Report report;
};
using OnStep = std::function<void(std::string_view)>;  // told `parse` and `link` as they begin
ReadResult read(
    const source::Snapshot& snapshot, unsigned threads,
    const OnStep& on_step = [](std::string_view) {});

}  // namespace ensign::model
