// A plain directory that no Git repository holds.
#pragma once

#include <memory>
#include <string>

#include "source/world.h"

namespace ensign::source {

std::unique_ptr<World> make_directory_world(std::string folder);

}  // namespace ensign::source
