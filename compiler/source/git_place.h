// Where the repository of a folder is, found by looking at the disk alone. Repository configuration
// (core.worktree, include.path) and the environment (GIT_DIR, GIT_WORK_TREE) have no say: the work
// tree is the folder that holds `.git`.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace ensign::source {

struct GitPlace {
  std::string git;        // the `.git` folder or file, or the bare repository itself
  std::string work_tree;  // absolute, without a last slash; empty when there is only a repository
  std::string prefix;     // from the work tree to the governed folder: "" or ends in `/`
};

// Looks in `folder` (absolute, without links) and upwards, as far as the file system goes. Nothing
// when there is no repository.
Result<std::optional<GitPlace>> find_git_place(const std::string& folder);

// The path without links, `.` and `..`; fails when it is no folder.
Result<std::string> real_folder(const std::string& path);

// Does the file, or the folder, belong to the user who runs us? One that is gone belongs to nobody.
bool is_own(const std::string& path);

}  // namespace ensign::source
