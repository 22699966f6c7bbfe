// Changes of trust/people.yaml that keep every other byte: comments, order, the way it is written.
// Each is read again before it is believed.
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "model/people.h"

namespace ensign::driver {

// The roster with these keys, by fingerprint, in the list `suspended:` at its end.
Result<std::string> with_suspended(const std::string& roster, std::set<std::string> keys);

// The roster in which `left:` of that person, who is of this text, is that day.
Result<std::string> with_last_day(const std::string& roster, const model::Person& person,
                                  Date last_day);

}  // namespace ensign::driver
