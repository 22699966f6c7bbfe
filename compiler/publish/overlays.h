// Emergency overlays as they lie in an output folder. What lies there may have been put there by
// anybody: each is read strictly, and counts only with a signature of somebody who may kill.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"
#include "emit/bundle/overlay.h"
#include "emit/file.h"
#include "trust/emergency.h"

namespace ensign::publish {

struct FoundOverlay {
  std::string digest, bytes, armour;
  emit::Overlay overlay;
};

struct Overlays {
  std::vector<FoundOverlay> found;  // by digest
  std::vector<Failure> refused;     // what else lies there, and why it is none
};

// bundles/<env>/kill/<digest>.json with its `.sshsig`, of this project and environment. Only what
// the disk refuses is a Failure. No signature is verified.
Result<Overlays> read_overlays(const std::string& folder, const std::string& project,
                               const std::string& environment);

// Whether one of these people signed it, and it says that it is theirs.
Result<void> verify_overlay(const FoundOverlay& overlay, std::span<const trust::EmergencyKey> keys);

// Whose overlays count in an environment, as a roster says. All who read overlays ask this, so that
// none applies what another leaves out.
struct Emergency {
  std::vector<trust::EmergencyKey> on_duty, lasting;
  std::vector<crypto::PublicKey> timestamps;  // of the role `timestamp`
};
using Emergencies = std::map<std::string, Emergency>;  // by environment; of one that is not there
                                                       // nothing is known, and all overlays count

Emergency emergency_of(const model::Model& model, const std::string& environment);

// Signed by somebody who may kill today; or, where a signed timestamp names it, by whoever signed
// it then. `named` are the digests of that timestamp.
Result<void> verify_overlay(const FoundOverlay& overlay, const Emergency& emergency,
                            std::span<const std::string> named);

// What to say of one in `folder` that does not count.
std::string ignored_words(const std::string& folder, const FoundOverlay& overlay,
                          const Failure& why);

// The overlay and its signature.
emit::OutFiles overlay_files(const FoundOverlay& overlay);

}  // namespace ensign::publish
