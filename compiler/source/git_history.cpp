#include "source/git_history.h"

#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>

#include "source/path_rules.h"

namespace ensign::source {
namespace {

Result<CommitFacts> facts_of(git_object* object, const std::string& name) {
  Object peeled;
  if (into(peeled, [&](git_object** out) {
        return git_object_peel(out, object, GIT_OBJECT_COMMIT);
      }) != 0) {
    return failure(fmt::format("`{}` names a {}, not a commit", shown_path(name),
                               git_object_type2string(git_object_type(object))));
  }
  CommitFacts facts;
  const auto* commit = reinterpret_cast<const git_commit*>(peeled.get());
  if (into(facts.tree, [&](git_tree** out) { return git_commit_tree(out, commit); }) != 0) {
    return git_failure(fmt::format("cannot read the tree of `{}`", shown_path(name)),
                       "the clone may be damaged: git fsck");
  }
  facts.commit = hex(*git_object_id(peeled.get()));
  return facts;
}

}  // namespace

Result<CommitFacts> commit_named(git_repository* repository, const std::string& revision) {
  const std::string name = shown_path(revision);
  Object object;
  const int error = into(object, [&](git_object** out) {
    return git_revparse_single(out, repository, revision.c_str());
  });
  if (error == GIT_EAMBIGUOUS) {
    return failure(fmt::format("`{}` fits more than one object", name), "write more of its digits");
  }
  if (error == GIT_ENOTFOUND && git_repository_head_unborn(repository) == 1) {
    return failure(fmt::format("`{}` names no commit: the current branch has none", name),
                   "commit first, or leave out --rev to read the work tree");
  }
  if (error != 0) {
    return failure(fmt::format("`{}` names no commit here", name),
                   history_of(repository) == History::shallow
                       ? "the clone is shallow: git fetch --unshallow brings the whole history"
                       : "see git log --all for what is there");
  }
  return facts_of(object.get(), revision);
}

Result<std::optional<CommitFacts>> head_commit(git_repository* repository) {
  if (git_repository_head_unborn(repository) == 1) return std::nullopt;
  CommitFacts facts = TRY(commit_named(repository, "HEAD"));
  return facts;
}

// libgit2 looks for `shallow` in the folder of a linked work tree; it lies in the common one.
History history_of(git_repository* repository) {
  const std::string path = std::string(git_repository_commondir(repository)) + "/shallow";
  struct stat facts{};
  const bool shallow = stat(path.c_str(), &facts) == 0 && facts.st_size > 0;
  return shallow ? History::shallow : History::full;
}

Origin origin_at(Origin::Kind kind, git_repository* repository, const CommitFacts* commit) {
  Origin origin;
  origin.kind = kind;
  if (commit == nullptr) return origin;
  origin.commit = commit->commit;
  origin.tree = hex(*git_tree_id(commit->tree.get()));
  origin.history = history_of(repository);
  return origin;
}

}  // namespace ensign::source
