// One function for each kind of file that `ensign new` writes. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "driver/create.h"
#include "driver/template.h"
#include "model/model.h"

namespace ensign::driver {

struct Draft {
  std::string path;
  std::string text;
  std::vector<std::string> next = {};
};

// What a draft is made from.
struct Desk {
  const model::Model& model;
  std::string id;
  std::string owner;
  Date today;

  const model::Layout& layout() const { return model.config.layout; }
};

Result<Draft> draft_flag(const Desk& desk);
Result<Draft> draft_segment(const Desk& desk);
Result<Draft> draft_group(const Desk& desk);
Result<Draft> draft_profile(const Desk& desk);
Result<Draft> draft_tombstone(const Desk& desk);
Result<Draft> draft_plan(const Desk& desk);
Result<Draft> draft_evidence(const Desk& desk);
Result<Draft> draft_release(const Desk& desk);
Result<Draft> draft_note(const Desk& desk);
Result<Draft> draft_playbook(const Desk& desk);
Result<Draft> draft_freeze(const Desk& desk);
Result<Draft> draft_incident(const Desk& desk);
Result<Draft> draft_journal(const Desk& desk);
Result<Draft> draft_drill(const Desk& desk);
Result<Draft> draft_waiver(const Desk& desk);
Result<Draft> draft_metrics(const Desk& desk);
Result<Draft> draft_calendar(const Desk& desk);
Result<Draft> draft_policy(const Desk& desk);

// The parts of an id between slashes, each of which must be an id: between `least` and `most` of
// them. `shape` shows what is expected: `AREA/KEY`.
Result<std::vector<std::string>> id_parts(const std::string& id, std::size_t least,
                                          std::size_t most, std::string_view shape);

// Refuses an id that another entity of the kind has, or that is too alike to one.
Result<void> refuse_taken(std::string_view kind, const std::string& id,
                          const std::vector<std::string_view>& others);

}  // namespace ensign::driver
