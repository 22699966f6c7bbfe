// Where Git looks for the hooks of a repository. Read only; nothing is written and nothing is run.
#pragma once

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

// Fails where there is no repository, and where there is no work tree to commit from.
Result<HookPlace> find_hooks(const std::string& path);

}  // namespace ensign::source
