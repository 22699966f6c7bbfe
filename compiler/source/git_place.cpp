#include "source/git_place.h"

#include <cerrno>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "source/path_rules.h"

namespace ensign::source {
namespace {

std::optional<struct stat> facts_of(const std::string& path) {
  struct stat facts{};
  if (stat(path.c_str(), &facts) != 0) return std::nullopt;
  return facts;
}

bool is_folder(const std::string& path) {
  const auto facts = facts_of(path);
  return facts && S_ISDIR(facts->st_mode);
}

bool is_file(const std::string& path) {
  const auto facts = facts_of(path);
  return facts && S_ISREG(facts->st_mode);
}

// HEAD may be a link that leads nowhere: old repositories keep the branch that way.
bool has_name(const std::string& path) {
  struct stat facts{};
  return lstat(path.c_str(), &facts) == 0;
}

// Source: is_git_directory of git; a linked work tree keeps objects and refs elsewhere.
bool looks_like_repository(const std::string& folder) {
  if (!has_name(folder + "/HEAD")) return false;
  if (is_file(folder + "/commondir")) return true;
  return is_folder(folder + "/objects") && is_folder(folder + "/refs");
}

std::string parent_of(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == 0 ? "/" : folder.substr(0, slash);
}

std::string prefix_from(const std::string& top, const std::string& folder) {
  if (folder == top) return {};
  return folder.substr(top == "/" ? 1 : top.size() + 1) + "/";
}

}  // namespace

Result<std::string> real_folder(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (!real) {
    return failure(fmt::format("cannot open `{}`: {}", shown_path(path),
                               std::generic_category().message(errno)));
  }
  if (!is_folder(real.get())) {
    return failure(fmt::format("`{}` is no folder", shown_path(path)),
                   "name the folder that holds ensign.yaml");
  }
  return std::string(real.get());
}

Result<std::optional<GitPlace>> find_git_place(const std::string& folder) {
  const auto start = facts_of(folder);
  for (std::string at = folder;; at = parent_of(at)) {
    const auto here = facts_of(at);
    if (!start || !here || here->st_dev != start->st_dev) return std::nullopt;
    const std::string dot_git = at == "/" ? "/.git" : at + "/.git";
    if (is_file(dot_git) || (is_folder(dot_git) && looks_like_repository(dot_git))) {
      return GitPlace{dot_git, at, prefix_from(at, folder)};
    }
    if (looks_like_repository(at)) {
      if (at == folder && !at.ends_with("/.git")) return GitPlace{at, {}, {}};
      return failure(fmt::format("`{}` lies inside a repository's own files", shown_path(folder)),
                     "name the work tree, or the bare repository itself");
    }
    if (at == "/") return std::nullopt;
  }
}

bool is_own(const std::string& path) {
  struct stat facts{};
  return lstat(path.c_str(), &facts) != 0 || facts.st_uid == geteuid();
}

}  // namespace ensign::source
