// The slot of a flag in its group. Internal to this room.
#pragma once

#include "base/json.h"
#include "model/model.h"

namespace ensign::lower {

// Holds for the users that are in no slot of `flag`. Every member of a group asks for the same
// hash, so no user is in two slots.
Json outside_slot(const model::Group& group, const model::Flag& flag);

}  // namespace ensign::lower
