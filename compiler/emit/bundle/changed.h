// What a bundle changes against the one before. Internal to this emitter.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "emit/bundle/bundle.h"

namespace ensign::emit {

// `before` is nullptr for a first bundle, which changes everything it holds.
std::vector<ChangedSubject> changed_subjects(const Json* before, const Json& after,
                                             const std::string& environment);

}  // namespace ensign::emit
