// Which shared evaluators a document refers to.
#pragma once

#include <set>
#include <string>

#include "base/json.h"

namespace ensign::lower {

// Names in `$ref` anywhere in `logic`, and in the evaluators so named.
std::set<std::string> referred(const Json& logic, const Json& evaluators);

}  // namespace ensign::lower
