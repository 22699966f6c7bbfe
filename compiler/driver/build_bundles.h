// Everything below bundles/: the bundles with their targets, plain forms and log, signed.
#pragma once

#include "driver/pipeline.h"

namespace ensign::driver {

// Reads the output before, as `emission` names it, and adds a line to `built.bundles` for each.
Result<emit::OutFiles> bundle_files(const seal::GovernedModel& governed, const Emission& emission,
                                    Built& built);

}  // namespace ensign::driver
