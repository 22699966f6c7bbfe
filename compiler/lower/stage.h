// What a stage of a plan makes of a flag: lowering 1 knows no stages, so a stage becomes a rule of
// the flag before it is lowered.
#pragma once

#include <cstdint>

#include "model/model.h"

namespace ensign::lower {

// The flag as it is in one environment (an index into Config::environments, which it names) while
// that stage serves it `variant`, an index into its variants. Its own rules come first. Then comes
// the stage: those of its audience, or the share of them that `percentage` gives, have the variant,
// and the others of a split the resting variant of `serve`. Who is not in the audience gets
// `serve`, as without a stage.
//
// The audience is everybody; with a `segment` those whose unit is in it; with a `scope` or a
// percentage below 100 those who have the unit at all. The unit is the attribute of the scope, and
// `targetingKey` without one. A stage for all of everybody is itself the new `serve`.
model::Flag at_stage(const model::Model& model, const model::Flag& flag, std::uint32_t environment,
                     const model::Stage& stage, std::uint32_t variant);

}  // namespace ensign::lower
