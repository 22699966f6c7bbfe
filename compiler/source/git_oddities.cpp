#include "source/git_oddities.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "source/git_handle.h"
#include "source/git_open.h"
#include "source/git_place.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

bool has_content(const std::string& path) {
  struct stat facts{};
  return stat(path.c_str(), &facts) == 0 && facts.st_size > 0;
}

bool has_replaced_objects(git_repository* repository) {
  const auto stop = [](const char*, void*) { return 1; };
  return git_reference_foreach_glob(repository, "refs/replace/*", stop, nullptr) == 1;
}

// Where the configuration puts the work tree; empty when it says nothing. A submodule says where it
// is.
std::string configured_work_tree(git_repository* repository) {
  Config config;
  git_config* raw = nullptr;
  if (git_repository_config_snapshot(&raw, repository) != 0) return {};
  config.reset(raw);
  const char* value = nullptr;
  if (git_config_get_string(&value, config.get(), "core.worktree") != 0) return {};
  const std::string path = value;
  return path.starts_with('/') ? path : std::string(git_repository_path(repository)) + path;
}

bool is_file(const std::string& path) {
  struct stat facts{};
  return lstat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
}

}  // namespace

std::vector<std::string> git_borrowings(const std::string& path) {
  std::vector<std::string> told;
  const auto folder = real_folder(path);
  const auto place = folder ? find_git_place(*folder) : failure("");
  if (!place || !*place) return told;
  const auto open = open_repository(**place, {});
  if (!open) return told;
  git_repository* repository = open->repository.get();
  if (is_file((*place)->git)) {
    told.push_back(fmt::format(".git is a file: the repository is `{}`",
                               shown_path(git_repository_path(repository))));
  }
  if (has_content(std::string(git_repository_commondir(repository)) + "/objects/info/alternates")) {
    told.emplace_back("objects of other repositories are read, too: objects/info/alternates");
  }
  return told;
}

std::vector<std::string> git_oddities(const std::string& path) {
  std::vector<std::string> told;
  const auto folder = real_folder(path);
  const auto place = folder ? find_git_place(*folder) : failure("");
  if (!place || !*place) return told;
  const auto open = open_repository(**place, {});
  if (!open) return told;
  git_repository* repository = open->repository.get();
  if (has_replaced_objects(repository)) {
    told.emplace_back("`git replace` shows other objects in this clone; what is stored is read");
  }
  if (has_content(std::string(git_repository_commondir(repository)) + "/info/grafts")) {
    told.emplace_back("info/grafts shows another history in this clone; the true one is read");
  }
  const std::string configured = configured_work_tree(repository);
  const auto elsewhere = configured.empty() ? failure("") : real_folder(configured);
  const bool moved = !configured.empty() && (!elsewhere || *elsewhere != (*place)->work_tree);
  if (moved && !(*place)->work_tree.empty()) {
    told.push_back(fmt::format(
        "core.worktree puts the work tree into `{}`; the folder that holds .git is read",
        shown_path(configured)));
  }
  return told;
}

}  // namespace ensign::source
