// Facts about commits: which one a name means, and how much of the history the clone holds. Grafts
// and replace refs are ignored by libgit2, which is wanted: they are private to one clone.
#pragma once

#include <optional>
#include <string>

#include "source/git_handle.h"
#include "source/snapshot.h"

namespace ensign::source {

struct CommitFacts {
  Tree tree;
  std::string commit;  // 40 hex digits
};

// The commit a revision names, through tags; fails when it names none.
Result<CommitFacts> commit_named(git_repository* repository, const std::string& revision);

// The commit of HEAD; nothing on a branch without commits.
Result<std::optional<CommitFacts>> head_commit(git_repository* repository);

History history_of(git_repository* repository);

// An origin of that kind with the facts of `commit` filled in.
Origin origin_at(Origin::Kind kind, git_repository* repository, const CommitFacts* commit);

}  // namespace ensign::source
