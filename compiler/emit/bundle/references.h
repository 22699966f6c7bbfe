// Which shared evaluators a flag refers to.
#pragma once

#include <set>
#include <string>

#include "base/json.h"

namespace ensign::emit {

// Every name in `{"$ref": NAME}`, wherever it stands in the logic of a flag.
std::set<std::string> references_of(const Json& flag);

}  // namespace ensign::emit
