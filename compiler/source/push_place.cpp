#include "source/push_place.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <sys/stat.h>

#include "source/git_handle.h"
#include "source/git_history.h"
#include "source/git_open.h"
#include "source/git_place.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

using Reference = std::unique_ptr<git_reference, GitFree<git_reference_free>>;

Result<OpenRepository> open(const std::string& path, const std::string& objects) {
  const std::string folder = TRY(real_folder(path));
  const auto place = TRY(find_git_place(folder));
  if (!place) return failure(fmt::format("no Git repository holds `{}`", shown_path(path)));
  return open_repository(*place, objects);
}

Reference find(git_repository* repository, const std::string& name) {
  Reference reference;
  into(reference,
       [&](git_reference** out) { return git_reference_lookup(out, repository, name.c_str()); });
  return reference;
}

std::optional<std::string> commit_of(git_repository* repository, const std::string& name) {
  git_oid id;
  if (git_reference_name_to_id(&id, repository, name.c_str()) != 0) return std::nullopt;
  return hex(id);
}

// Where a symbolic reference leads, whether or not there is anything.
std::optional<std::string> target_of(git_repository* repository, const std::string& name) {
  const Reference reference = find(repository, name);
  const char* target = reference ? git_reference_symbolic_target(reference.get()) : nullptr;
  return target == nullptr ? std::nullopt : std::optional<std::string>(target);
}

// A remote that was added by hand has no HEAD here; these are the names that Git gives by itself.
std::string usual_of_remote(git_repository* repository, const std::string& folder) {
  if (auto target = target_of(repository, folder + "HEAD")) return *target;
  for (const char* name : {"main", "master"}) {
    if (find(repository, folder + name)) return folder + name;
  }
  return {};
}

constexpr std::size_t most_folders = 256;
constexpr int deepest = 128;  // folders inside each other; a path has at most 255 bytes

// A tree that stands in many places is looked into once, so that a small push cannot make a long
// walk.
class FolderWalk {
 public:
  FolderWalk(git_repository* repository, const std::string& name)
      : repository_(repository), name_(name) {}

  Result<std::vector<std::string>> below(const git_tree* tree, int depth) {
    if (git_tree_entry_byname(tree, name_.c_str()) != nullptr) return std::vector<std::string>{""};
    std::vector<std::string> found;
    const std::size_t count = git_tree_entrycount(tree);
    for (std::size_t i = 0; i < count && depth < deepest; ++i) {
      const git_tree_entry* entry = git_tree_entry_byindex(tree, i);
      if (!S_ISDIR(git_tree_entry_filemode_raw(entry))) continue;
      for (const std::string& folder : TRY(inside(*git_tree_entry_id(entry), depth + 1))) {
        found.push_back(fmt::format("{}/{}", git_tree_entry_name(entry), folder));
      }
      if (found.size() > most_folders) {
        return failure(fmt::format("more than {} folders hold `{}`", most_folders, name_),
                       "name the one that is meant: ensign hook install NAME --folder FOLDER");
      }
    }
    return found;
  }

 private:
  Result<std::vector<std::string>> inside(const git_oid& id, int depth) {
    const std::string key = hex(id);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    Tree tree;
    if (into(tree, [&](git_tree** out) { return git_tree_lookup(out, repository_, &id); }) != 0) {
      return git_failure(fmt::format("cannot read the folder {}", key),
                         "the clone may be damaged, or hold a part only: git fsck");
    }
    auto found = TRY(below(tree.get(), depth));
    known_.emplace(key, found);
    return found;
  }

  git_repository* repository_;
  const std::string& name_;
  std::map<std::string, std::vector<std::string>> known_;  // by object id
};

}  // namespace

Result<std::string> folder_in_work_tree(const std::string& repository) {
  const std::string folder = TRY(real_folder(repository));
  const auto place = TRY(find_git_place(folder));
  return place ? place->prefix : std::string();
}

Result<std::vector<std::string>> folders_holding(const std::string& repository,
                                                 const std::string& commit,
                                                 const std::string& objects,
                                                 const std::string& name) {
  const OpenRepository opened = TRY(open(repository, objects));
  const CommitFacts facts = TRY(commit_named(opened.repository.get(), commit));
  auto folders = TRY(FolderWalk(opened.repository.get(), name).below(facts.tree.get(), 0));
  std::ranges::sort(folders);
  return folders;
}

Result<std::optional<std::string>> commit_behind(const std::string& repository,
                                                 const std::string& id,
                                                 const std::string& objects) {
  const OpenRepository opened = TRY(open(repository, objects));
  git_oid oid;
  Object object;
  Object commit;
  const bool found =
      git_oid_fromstr(&oid, id.c_str()) == 0 &&
      into(object,
           [&](git_object** out) {
             return git_object_lookup(out, opened.repository.get(), &oid, GIT_OBJECT_ANY);
           }) == 0 &&
      into(commit, [&](git_object** out) {
        return git_object_peel(out, object.get(), GIT_OBJECT_COMMIT);
      }) == 0;
  if (!found) return std::optional<std::string>{};
  return std::optional(hex(*git_object_id(commit.get())));
}

Result<std::optional<UsualBranch>> usual_branch(const std::string& repository,
                                                const std::string& remote) {
  const OpenRepository opened = TRY(open(repository, {}));
  git_repository* raw = opened.repository.get();
  if (remote.empty()) {
    const auto name = target_of(raw, "HEAD");
    if (!name) return std::optional<UsualBranch>{};
    return std::optional(UsualBranch{*name, commit_of(raw, *name)});
  }
  const std::string folder = fmt::format("refs/remotes/{}/", remote);
  const std::string name = usual_of_remote(raw, folder);
  if (!name.starts_with(folder)) return std::optional<UsualBranch>{};
  return std::optional(
      UsualBranch{"refs/heads/" + name.substr(folder.size()), commit_of(raw, name)});
}

}  // namespace ensign::source
