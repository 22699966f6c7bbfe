// Who may kill, as far as that can be known before somebody signs: by the proof beside the bundle,
// else by the roster of the repository. Where neither is at hand nobody is refused; who reads the
// overlay decides.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "driver/kill.h"
#include "trust/emergency.h"

namespace ensign::driver {

struct Duty {
  std::optional<std::vector<trust::EmergencyKey>> keys;  // of those who may; nothing: not known
  std::string roster;                                    // where that stands
  std::vector<std::string> remarks;                      // what could not be asked, and why
};

// `place` is the folder of bundle.json; empty: it came through a pipe.
Duty duty_of(const std::string& place, const KillPlan& plan, const Repository& repository);

// Whether this person may, with any key. A Failure says who may, or how somebody could.
Result<void> may_kill(const Duty& duty, const emit::Overlay& overlay);
// Whether that key is one with which this person may.
Result<void> may_sign(const Duty& duty, const emit::Overlay& overlay,
                      const crypto::SshPublicKey& key);

// The one of these keys to sign with. `repository` may know whose they are although it does not
// say who may kill.
Result<crypto::SshPublicKey> choose_key(std::span<const crypto::SshPublicKey> held,
                                        const Duty& duty, const emit::Overlay& overlay,
                                        const Repository& repository);

}  // namespace ensign::driver
