// One function for each kind of entity: all its fields, and `at`, where it is written.
#pragma once

#include "emit/model/fields.h"

namespace ensign::emit {

// project.cpp
Json entity(const Scribe& scribe, const model::Config& config);

// people.cpp
Json entity(const Scribe& scribe, const model::Person& person);
Json entity(const Scribe& scribe, const model::Team& team);
Json entity(const Scribe& scribe, const model::Role& role);
Json entity(const Scribe& scribe, const model::Waiver& waiver);
Json entity(const Scribe& scribe, const model::Statement& statement);
Json entity(const Scribe& scribe, const model::RecordSet& set);

// policy.cpp
Json entity(const Scribe& scribe, const model::Policy& policy);

// flags.cpp
Json entity(const Scribe& scribe, const model::Flag& flag);

// flag_parts.cpp
Json condition_json(const model::Condition& condition);
Json serve_json(const model::Flag& flag, const model::Serve& serve);
Json shares_json(const model::Flag& flag, const std::vector<model::Share>& shares);
Json test_json(const Scribe& scribe, const model::Flag& flag, const model::FlagTest& test);

// flag_kinds.cpp
Json entity(const Scribe& scribe, const model::Segment& segment);
Json entity(const Scribe& scribe, const model::Group& group);
Json entity(const Scribe& scribe, const model::Profile& profile);
Json entity(const Scribe& scribe, const model::Tombstone& tombstone);
Json entity(const Scribe& scribe, const model::KillLevel& level);
Json entity(const Scribe& scribe, const model::KillTrigger& trigger);
Json kill_procedure_json(const model::KillProcedure& procedure);

// stages.cpp
Json entity(const Scribe& scribe, const model::Plan& plan);
Json entity(const Scribe& scribe, const model::Evidence& evidence);
Json entity(const Scribe& scribe, const model::Metric& metric);
Json entity(const Scribe& scribe, const model::Dashboard& dashboard);
Json entity(const Scribe& scribe, const model::Alert& alert);
Json threshold_json(const model::Threshold& threshold);
Json item_json(const model::ChecklistItem& item);

// releases.cpp
Json entity(const Scribe& scribe, const model::Release& release);
Json entity(const Scribe& scribe, const model::Note& note);
Json entity(const Scribe& scribe, const model::CalendarEntry& entry);
Json entity(const Scribe& scribe, const model::Freeze& freeze);

// operations.cpp
Json entity(const Scribe& scribe, const model::Playbook& playbook);
Json entity(const Scribe& scribe, const model::Drill& drill);
Json entity(const Scribe& scribe, const model::Incident& incident);
Json entity(const Scribe& scribe, const model::JournalEntry& entry);

}  // namespace ensign::emit
