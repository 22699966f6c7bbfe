// Flags that may only change together: where one requires the other, and one of them is held back,
// the other may have to wait for it.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "model/model.h"

namespace ensign::driver {

// `before` and `now` are the flag objects of an environment by key, as they were shipped and as the
// model says; `held` the keys that ship as before, with the reason. Adds what must wait, until the
// set that ships is, for each pair, as the model says (which was judged), as it was before, or
// cannot serve a flag without what it requires.
void hold_together(const model::Model& model, const std::string& environment, const Json& before,
                   const Json& now, std::map<std::string, std::string>& held);

}  // namespace ensign::driver
