// Flags that may only change together: where one requires the other, or both are in one group, and
// one of them is held back, the other may have to wait for it.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "model/model.h"

namespace ensign::driver {

// The records of what was shipped, bytes by subject: they say what a flag required then, which the
// model does not know any more.
using Records = std::map<std::string, std::string>;

// `before` and `now` are the flag objects of an environment by key, as they were shipped and as the
// model says; `held` the keys that ship as before, with the reason. Adds what must wait, until the
// set that ships is, for each pair, as the model says (which was judged), as it was before, or
// cannot serve a flag without what it requires. Of a group that has changed either all members
// ship as before or none: two hashes of one user, or slots of two editions, would give some users
// two of its flags. A member that goes with approval may go: its slot is then nobody's.
void hold_together(const model::Model& model, const std::string& environment, const Json& before,
                   const Json& now, const Records& records,
                   std::map<std::string, std::string>& held);

}  // namespace ensign::driver
