#include "publish/overlay_judge.h"

#include "publish/refresh.h"

namespace ensign::publish {

OverlayJudge::OverlayJudge(const Emergencies& emergencies, const std::string& folder,
                           const std::string& environment) {
  const auto found = emergencies.find(environment);
  if (found == emergencies.end()) return;
  emergency_ = &found->second;
  if (emergency_->timestamps.empty()) return;
  const auto timestamp = read_signed_timestamp(folder, environment, emergency_->timestamps);
  if (timestamp && *timestamp) named_ = (*timestamp)->kills;
}

Result<void> OverlayJudge::verify(const FoundOverlay& overlay) const {
  return emergency_ == nullptr ? Result<void>() : verify_overlay(overlay, *emergency_, named_);
}

}  // namespace ensign::publish
