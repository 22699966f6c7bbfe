// Where Git looks for the hooks of a repository. Read only; nothing is written and nothing is run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace ensign::source {

struct HookPlace {
  std::string folder;  // `<git folder>/hooks`; of a linked work tree, that of its main repository
  // From the top of the work tree, where Git runs hooks, to the folder asked for: "" or ends in
  // `/`.
  std::string prefix;
  // What core.hooksPath says, in any of Git's configurations: Git then looks there and not in
  // `folder`.
  std::optional<std::string> redirected;
};

enum class HookSide : std::uint8_t {
  committing,  // where people work: needs a work tree
  receiving,   // where they push to: a bare repository, as a rule
};

// Fails where there is no repository, and where nobody commits although somebody should.
Result<HookPlace> find_hooks(const std::string& path, HookSide side = HookSide::committing);

}  // namespace ensign::source
