// Where a flag stands in its group, read from the flag object that clients evaluate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace ensign::driver {

// The slots of a group, as each of its members asks for them (lower/group.h).
struct Slots {
  std::string question;              // canonical JSON: the hash, every slot and its size
  std::vector<std::string> members;  // keys that have a slot, in order

  bool operator==(const Slots&) const = default;
};

// Nothing for a flag in no group; `flag` may be nullptr.
std::optional<Slots> slots_of(const Json* flag, const std::string& key);

}  // namespace ensign::driver
