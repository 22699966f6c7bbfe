// The Git hooks: three lines of shell that call the program, where they go, and what they judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/digest.h"
#include "driver/pipeline.h"

namespace ensign::driver {

// The script of a hook (`pre-commit`) for a governed folder at `prefix` of the work tree, "" for
// its top. It is the file of hooks/ in the source tree. Git runs `pre-receive` beside its objects,
// where no folder of a work tree is, so that one is told the folder as an option. `pin` is the root
// of trust that the hook believes.
std::string hook_script(std::string_view name, std::string_view prefix,
                        const std::optional<crypto::Sha256>& pin = {});

struct InstalledHook {
  std::string path;
  bool was_there = false;
};

// Writes the script where Git looks for it, executable. Fails, and writes nothing, where another
// hook is there or where core.hooksPath sends Git elsewhere; the help then says what line to add.
// `folder` goes on from the repository to the governed folder, "" or ending in `/`; it is for
// `pre-receive` alone.
Result<InstalledHook> install_hook(const std::string& repository, const std::string& name,
                                   const std::string& folder = {},
                                   const std::optional<crypto::Sha256>& pin = {});

// Judges the index, with HEAD as the base: something overdue stops only a commit that touches it.
// Nothing when there is nothing to judge: no ensign.yaml in the index, or no governed file that
// differs from HEAD. Of `input.selection` only the index file is used.
Result<std::optional<Checked>> check_commit(Input input);

}  // namespace ensign::driver
