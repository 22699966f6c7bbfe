#include "source/ancestry.h"

#include <algorithm>
#include <optional>

#include "source/git_handle.h"
#include "source/git_history.h"
#include "source/git_open.h"
#include "source/git_place.h"

namespace ensign::source {
namespace {

using Reference = std::unique_ptr<git_reference, GitFree<git_reference_free>>;
using References = std::unique_ptr<git_reference_iterator, GitFree<git_reference_iterator_free>>;

Result<std::optional<OpenRepository>> open_at(const std::string& repository) {
  const std::string folder = TRY(real_folder(repository));
  const auto place = TRY(find_git_place(folder));
  if (!place) return std::optional<OpenRepository>();
  return std::optional(TRY(open_repository(*place)));
}

bool has_commit(git_repository* repository, const git_oid& id) {
  Commit commit;
  return into(commit, [&](git_commit** out) { return git_commit_lookup(out, repository, &id); }) ==
         0;
}

// Whether a reference is `name` as people say it: `refs/heads/NAME`, `refs/remotes/REMOTE/NAME`,
// `refs/tags/NAME`.
bool is_called(std::string_view reference, std::string_view name) {
  for (const std::string_view root : {"refs/heads/", "refs/tags/"}) {
    if (reference.starts_with(root)) return reference.substr(root.size()) == name;
  }
  constexpr std::string_view remotes = "refs/remotes/";
  if (!reference.starts_with(remotes)) return false;
  reference.remove_prefix(remotes.size());
  const std::size_t slash = reference.find('/');
  return slash != reference.npos && reference.substr(slash + 1) == name;
}

std::optional<std::string> commit_of(git_reference* reference) {
  Object commit;
  const int error = into(commit, [&](git_object** out) {
    return git_reference_peel(out, reference, GIT_OBJECT_COMMIT);
  });
  if (error != 0) return std::nullopt;
  return hex(*git_object_id(commit.get()));
}

}  // namespace

Result<Ancestry> ancestry(const std::string& repository, const std::string& older,
                          const std::string& newer) {
  if (older == newer) return Ancestry::same;
  const auto opened = TRY(open_at(repository));
  git_oid old_id;
  git_oid new_id;
  if (!opened || git_oid_fromstr(&old_id, older.c_str()) != 0 ||
      git_oid_fromstr(&new_id, newer.c_str()) != 0) {
    return Ancestry::unknown;
  }
  git_repository* git = opened->repository.get();
  const bool whole = history_of(git) == History::full;
  if (!has_commit(git, new_id)) return Ancestry::unknown;
  if (!has_commit(git, old_id)) return whole ? Ancestry::rewritten : Ancestry::unknown;
  // libgit2 1.5 fails where a shallow history ends before it has found an answer; a commit is no
  // descendant of itself.
  const int answer = git_graph_descendant_of(git, &new_id, &old_id);
  if (answer == 1) return Ancestry::ancestor;
  return answer == 0 && whole ? Ancestry::rewritten : Ancestry::unknown;
}

Result<std::string> head_branch(const std::string& repository) {
  const auto opened = TRY(open_at(repository));
  if (!opened) return std::string();
  Reference head;
  const int error = into(head, [&](git_reference** out) {
    return git_repository_head(out, opened->repository.get());
  });
  if (error != 0 || git_reference_is_branch(head.get()) == 0) return std::string();
  return std::string(git_reference_shorthand(head.get()));
}

Result<std::vector<std::string>> tips_of(const std::string& repository, const std::string& name) {
  std::vector<std::string> commits;
  const auto opened = TRY(open_at(repository));
  if (!opened) return commits;
  References all;
  if (into(all, [&](git_reference_iterator** out) {
        return git_reference_iterator_new(out, opened->repository.get());
      }) != 0) {
    return git_failure("list the references");
  }
  for (;;) {
    Reference one;
    if (into(one, [&](git_reference** out) { return git_reference_next(out, all.get()); }) != 0) {
      break;
    }
    if (!is_called(git_reference_name(one.get()), name)) continue;
    if (auto commit = commit_of(one.get())) commits.push_back(std::move(*commit));
  }
  std::ranges::sort(commits);
  const auto repeated = std::ranges::unique(commits);
  commits.erase(repeated.begin(), repeated.end());
  return commits;
}

}  // namespace ensign::source
