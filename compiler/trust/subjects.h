// What a repository holds that can be asked about. Private to this room.
#pragma once

#include <map>
#include <string>

#include "record/record.h"
#include "trust/tally.h"

namespace ensign::trust {

struct Found {
  Change change;      // with its content, and nothing compared
  std::string bytes;  // of the record
  std::optional<std::uint32_t> flag;
};
using Subjects = std::map<std::string, Found>;  // by subject

// The flags of the environments that are protected, and plans, profiles, releases, drills and files
// where a rule names their kind. What could not be read is not among them.
Subjects subjects_of(const Side& side, const Ballot& ballot, const model::Policy& policy,
                     unsigned threads);

}  // namespace ensign::trust
