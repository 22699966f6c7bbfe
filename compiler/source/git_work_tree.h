// The governed files of a work tree: those that `git add --all` would store, as it would store
// them.
#pragma once

#include <string>
#include <vector>

#include "source/git_handle.h"
#include "source/git_leaves.h"
#include "source/listing.h"
#include "source/roots.h"

namespace ensign::source {

// Tracked or not, but not ignored. A file of the work tree whose line ends Git would turn into LF
// (attributes `text` and `eol`, core.autocrlf) comes with LF.
Result<Listing> list_work_tree(git_repository* repository, git_index* index, const Roots& roots);

// The blobs that these entries would be.
Result<std::vector<Leaf>> hashed(const std::vector<Entry>& entries);

}  // namespace ensign::source
