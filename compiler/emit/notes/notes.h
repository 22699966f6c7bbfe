// notes/<milestone>.<audience>.md | .html | .json: what readers of one kind will notice in one
// milestone, from the changelog entries in the tree.
#pragma once

#include <span>

#include "base/result.h"
#include "emit/file.h"
#include "seal/governed_model.h"

namespace ensign::emit {

Result<OutFiles> notes(const seal::GovernedModel& governed, std::span<const OutFile> overrides);

}  // namespace ensign::emit
