// flags/groups/<name>.yaml: flags of which no user gets two. The hash of a user falls into at most
// one slot, and outside its slot a flag serves its fallback (docs/lowering.md, "Groups").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/people.h"
#include "model/reference.h"

namespace ensign::model {

struct Flag;

struct GroupMember {
  Ref<Flag> flag;
  std::int64_t weight = 0;  // thousandths of a percent of all users
  Span span;                // of the weight
};

struct Group {
  FileId file{};
  // False when something in its file could not be read or found.
  bool complete = true;
  Spanned<std::string> name;
  std::string title;
  Owner owner;
  std::optional<Spanned<std::string>> by;    // attribute that is hashed; targetingKey when absent
  std::optional<Spanned<std::string>> salt;  // the name when absent
  std::vector<GroupMember> members;  // in the order of the slots; weights sum to 100,000 at most
};

}  // namespace ensign::model
