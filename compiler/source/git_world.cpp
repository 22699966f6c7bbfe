#include "source/git_world.h"

#include <fmt/format.h>
#include <optional>
#include <utility>

#include "source/entry_world.h"
#include "source/git_history.h"
#include "source/git_leaves.h"
#include "source/git_open.h"
#include "source/git_work_tree.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

class CommitWorld final : public EntryWorld {
 public:
  CommitWorld(Repository repository, std::string prefix, CommitFacts commit)
      : EntryWorld(std::move(prefix)),
        repository_(std::move(repository)),
        commit_(std::move(commit)) {}

 protected:
  Result<Listing> list(const Roots& roots) override {
    const Leaves leaves = TRY(tree_leaves(repository_.get(), commit_.tree.get(), roots));
    return read_leaves(repository_.get(), leaves);
  }

  Result<Origin> origin(const std::vector<Entry>&, const Roots&) override {
    Origin origin = origin_at(Origin::Kind::commit, repository_.get(), &commit_);
    origin.clean = true;
    return origin;
  }

 private:
  Repository repository_;
  CommitFacts commit_;
};

// Index and work tree: what may become a commit, beside the commit that HEAD names now.
class CandidateWorld : public EntryWorld {
 public:
  CandidateWorld(Repository repository, std::string prefix, Index index,
                 std::optional<CommitFacts> head)
      : EntryWorld(std::move(prefix)),
        repository_(std::move(repository)),
        index_(std::move(index)),
        head_(std::move(head)) {}

 protected:
  git_repository* repository() const { return repository_.get(); }
  git_index* index() const { return index_.get(); }

  Result<Origin> origin_against_head(Origin::Kind kind, std::vector<Leaf> leaves,
                                     const Roots& roots) {
    Origin origin = origin_at(kind, repository(), head_ ? &*head_ : nullptr);
    if (!head_) return origin;
    Leaves committed = TRY(tree_leaves(repository(), head_->tree.get(), roots));
    origin.clean = same_files(std::move(leaves), std::move(committed.governed));
    return origin;
  }

 private:
  Repository repository_;
  Index index_;
  std::optional<CommitFacts> head_;
};

class IndexWorld final : public CandidateWorld {
 public:
  using CandidateWorld::CandidateWorld;

 protected:
  Result<Listing> list(const Roots& roots) override {
    const Leaves leaves = TRY(index_leaves(index(), roots));
    return read_leaves(repository(), leaves);
  }

  Result<Origin> origin(const std::vector<Entry>&, const Roots& roots) override {
    Leaves staged = TRY(index_leaves(index(), roots));
    return origin_against_head(Origin::Kind::index, std::move(staged.governed), roots);
  }
};

class WorkTreeWorld final : public CandidateWorld {
 public:
  using CandidateWorld::CandidateWorld;

 protected:
  Result<Listing> list(const Roots& roots) override {
    return list_work_tree(repository(), index(), roots);
  }

  Result<Origin> origin(const std::vector<Entry>& entries, const Roots& roots) override {
    std::vector<Leaf> found = TRY(hashed(entries));
    return origin_against_head(Origin::Kind::work_tree, std::move(found), roots);
  }
};

// An index that a hook was given may lie anywhere; without one it is the repository's own.
Result<Index> open_index(git_repository* repository, const GitPlace& place,
                         const std::string& given) {
  Index index;
  const bool relative = !given.starts_with('/');
  const std::string path = relative ? place.work_tree + "/" + given : given;
  const int error = into(index, [&](git_index** out) {
    return given.empty() ? git_repository_index(out, repository)
                         : git_index_open(out, path.c_str());
  });
  if (error == 0) return index;
  return git_failure("cannot read the index",
                     "git update-index --no-split-index and git sparse-checkout disable give it "
                     "the form that every tool reads");
}

std::string revision_of(const Selection& selection) {
  return selection.kind == Selection::Kind::revision ? selection.revision : "HEAD";
}

}  // namespace

Result<std::unique_ptr<World>> open_git_world(const GitPlace& place, const Selection& selection) {
  OpenRepository open = TRY(open_repository(place, selection.objects));
  git_repository* repository = open.repository.get();
  if (open.bare && selection.kind == Selection::Kind::staged) {
    return failure(
        fmt::format("`{}` is a bare repository, which has no index", shown_path(place.git)),
        "name a commit with --rev");
  }
  if (open.bare || selection.kind == Selection::Kind::revision) {
    CommitFacts commit = TRY(commit_named(repository, revision_of(selection)));
    return std::make_unique<CommitWorld>(std::move(open.repository),
                                         place.prefix + selection.folder, std::move(commit));
  }
  const bool staged = selection.kind == Selection::Kind::staged;
  Index index = TRY(open_index(repository, place, staged ? selection.index_file : std::string{}));
  std::optional<CommitFacts> head = TRY(head_commit(repository));
  if (staged) {
    return std::make_unique<IndexWorld>(std::move(open.repository), place.prefix, std::move(index),
                                        std::move(head));
  }
  return std::make_unique<WorkTreeWorld>(std::move(open.repository), place.prefix, std::move(index),
                                         std::move(head));
}

}  // namespace ensign::source
