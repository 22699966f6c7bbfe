// What a repository knows of a push before anything is judged: which commit an object leads to, and
// which branch counts as the usual one where it goes.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace ensign::source {

// The commit that an object id leads to, through tags; nothing when it is here and is no commit, or
// is not here. `objects` as in Selection.
Result<std::optional<std::string>> commit_behind(const std::string& repository,
                                                 const std::string& id, const std::string& objects);

struct UsualBranch {
  std::string name;                   // `refs/heads/main`, as the receiving side calls it
  std::optional<std::string> commit;  // nothing when the branch has none that is known here
};

// Of the repository itself, by its HEAD, when `remote` is empty; else of that remote, as far as
// the last fetch tells.
Result<std::optional<UsualBranch>> usual_branch(const std::string& repository,
                                                const std::string& remote);

}  // namespace ensign::source
