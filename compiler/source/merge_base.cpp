#include "source/merge_base.h"

#include <fmt/format.h>

#include "source/git_handle.h"
#include "source/git_open.h"
#include "source/git_place.h"

namespace ensign::source {
namespace {

Result<git_oid> commit_id(git_repository* repository, const std::string& revision) {
  Object named;
  Object commit;
  const bool found = into(named,
                          [&](git_object** out) {
                            return git_revparse_single(out, repository, revision.c_str());
                          }) == 0 &&
                     into(commit, [&](git_object** out) {
                       return git_object_peel(out, named.get(), GIT_OBJECT_COMMIT);
                     }) == 0;
  if (!found) {
    return failure(fmt::format("`{}` names no commit that is here", revision),
                   "fetch it first, for example `git fetch origin main`");
  }
  return *git_object_id(commit.get());
}

}  // namespace

Result<std::optional<std::string>> merge_base(const std::string& repository, const std::string& one,
                                              const std::string& other,
                                              const std::string& objects) {
  const std::string folder = TRY(real_folder(repository));
  const auto place = TRY(find_git_place(folder));
  if (!place) {
    return failure(fmt::format("{} is not in a Git repository", repository),
                   "`--base` compares two commits; leave it out for a plain folder");
  }
  const OpenRepository opened = TRY(open_repository(*place, objects));
  const git_oid a = TRY(commit_id(opened.repository.get(), one));
  const git_oid b = TRY(commit_id(opened.repository.get(), other));
  git_oid base;
  const int error = git_merge_base(&base, opened.repository.get(), &a, &b);
  // In a shallow clone the walk ends at a parent that is not here, which libgit2 1.5 reports as an
  // error of its own: both mean that this history shows no common ancestor.
  if (error != 0) return std::optional<std::string>{};
  return std::optional(hex(base));
}

}  // namespace ensign::source
