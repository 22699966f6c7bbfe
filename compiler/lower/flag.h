// A flag with segments that are lowered once for many flags: for whoever lowers many of them.
#pragma once

#include "lower/segments.h"

namespace ensign::lower {

LoweredFlag lower_flag(Segments& segments, const model::Flag& flag, std::uint32_t environment);

}  // namespace ensign::lower
