// Everything below bundles/: the bundles with their targets, kills, plain forms and log, signed.
#pragma once

#include "driver/carry.h"
#include "driver/pipeline.h"

namespace ensign::driver {

struct BundleOutput {
  emit::OutFiles files;
  emit::OutFiles timestamps;  // renewed without a build, so the manifest does not list them
  std::vector<std::string>
      rewritten;  // environments whose history was rewritten, and allowed to be
};

// Reads the output before, as `emission` names it, and adds a line to `built.bundles` for each.
// `proofs` are those in it.
Result<BundleOutput> bundle_files(const seal::GovernedModel& governed, const Input& input,
                                  const Emission& emission, const Proofs& proofs, Built& built);

}  // namespace ensign::driver
