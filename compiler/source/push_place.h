// What a repository knows of a push before anything is judged: which commit an object leads to,
// which branch counts as the usual one where it goes, and which folders of a commit are governed.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

// From the top of the work tree to the folder: "" or ends in `/`. Of a bare repository "".
Result<std::string> folder_in_work_tree(const std::string& repository);

// The outermost folders of a commit that hold an entry of that name, each "" or ending in `/`,
// sorted. What lies below such a folder belongs to it and is not looked into. Fails where there are
// more than any repository has for a reason.
Result<std::vector<std::string>> folders_holding(const std::string& repository,
                                                 const std::string& commit,
                                                 const std::string& objects,
                                                 const std::string& name);

}  // namespace ensign::source
