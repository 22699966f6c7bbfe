// Whether an overlay that lies in an output counts, as a build on that output would judge it.
#pragma once

#include <string>
#include <vector>

#include "publish/overlays.h"

namespace ensign::publish {

class OverlayJudge {
 public:
  // Reads the timestamp of the output, for what it names goes on counting. `emergencies` must
  // outlive it.
  OverlayJudge(const Emergencies& emergencies, const std::string& folder,
               const std::string& environment);

  // Where nothing is known of who may kill, every overlay counts.
  Result<void> verify(const FoundOverlay& overlay) const;

 private:
  const Emergency* emergency_ = nullptr;
  std::vector<std::string> named_;
};

}  // namespace ensign::publish
