// A Git repository, seen through one selection.
#pragma once

#include <memory>

#include "source/git_place.h"
#include "source/world.h"

namespace ensign::source {

Result<std::unique_ptr<World>> open_git_world(const GitPlace& place, const Selection& selection);

}  // namespace ensign::source
