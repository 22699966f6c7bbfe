// Emergency overlays through a build: those of the output before are carried until a bundle lifts
// them, and the timestamp names the ones in force.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/timestamp.h"
#include "model/model.h"
#include "publish/overlays.h"

namespace ensign::driver {

struct Kills {
  std::vector<publish::FoundOverlay> carried;  // in force, by digest
  std::vector<std::string> remarks;
};

// Overlays below `folder`, the output before. One counts when somebody signed it who may kill in
// this environment today, or when the timestamp before, signed by a key of the role `timestamp`,
// names it: duty changes, and a kill must not end with a shift. `lifted` are digests that the new
// bundle lifts. What does not count is a remark, and is left out.
Result<Kills> carried_kills(const model::Model& model, const std::string& folder,
                            const std::string& environment, const std::set<std::string>& lifted);

// An hour from the date of the run, for the bundle and the kills in force.
emit::Timestamp timestamp_of(const model::Model& model, const emit::Bundle& bundle,
                             const Kills& kills);

}  // namespace ensign::driver
