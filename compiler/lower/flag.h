// A flag with segments that are lowered once for many flags. Internal to this room.
#pragma once

#include "lower/segments.h"

namespace ensign::lower {

LoweredFlag lower_flag(Segments& segments, const model::Flag& flag, std::uint32_t environment);

}  // namespace ensign::lower
