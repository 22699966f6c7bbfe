// Whether this commit may be issued as the next bundle: it stands on the branch of a channel that
// may publish the environment, and what was published before is in its history.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "driver/pipeline.h"

namespace ensign::driver {

struct OriginChecked {
  std::vector<std::string> remarks;
  std::vector<std::string> rewritten;  // environments that were allowed although history was
};

// Asked of the environments in `protected_ones`, a subset of those that are built; for others a
// break of history is a remark. `commits` are the source commits of the bundles before, by
// environment; empty where a bundle names none. A Failure says what does not hold and what to do.
Result<OriginChecked> check_origin(const model::Model& model, const Input& input,
                                   const Emission& emission,
                                   const std::vector<std::string>& protected_ones,
                                   const std::map<std::string, std::string>& commits);

}  // namespace ensign::driver
