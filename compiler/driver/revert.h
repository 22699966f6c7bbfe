// `ensign revert`: the way back to a profile, a known-safe state of one environment, as edits of
// flag files. Rules and stages of that environment go; one variant is served to everybody. Nothing
// new is to be approved where the profile was: `profile/NAME@ENV` covers the records it yields.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/patch.h"
#include "driver/pipeline.h"

namespace ensign::driver {

struct Reverted {
  std::vector<Edit> edits;          // none of a flag that is as the profile wants it
  std::vector<std::string> killed;  // keys, when a kill of them would serve the same; else empty
  std::optional<Failure> mistake;   // an unknown profile, or one of another environment
};

// Reads the work tree. A Failure when a flag's file cannot be edited safely.
Result<Reverted> revert(const Input& input, const std::string& profile,
                        const std::string& environment);

}  // namespace ensign::driver
