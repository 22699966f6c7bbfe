#include "source/git_open.h"

#include <array>
#include <fmt/format.h>
#include <string_view>

#include "source/path_rules.h"

namespace ensign::source {
namespace {

// Once per process. The owner is checked here and not by libgit2, which fails with a message about
// a missing configuration value and does not know `safe.directory = *`. Of the extensions, these
// three change nothing in how objects are read; worktreeConfig adds a file that only git itself
// reads.
void start_library() {
  static const bool started = [] {
    git_libgit2_init();
    static std::array<const char*, 3> harmless = {"partialclone", "preciousobjects",
                                                  "worktreeconfig"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, harmless.data(), harmless.size());
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    return true;
  }();
  static_cast<void>(started);
}

bool is_safe_value(std::string_view value, std::string_view folder) {
  if (value == "*") return true;
  if (value.ends_with("/*")) return folder.starts_with(value.substr(0, value.size() - 1));
  while (value.size() > 1 && value.ends_with('/')) value.remove_suffix(1);
  return value == folder;
}

// `safe.directory` of the user and of the system, never of the repository: what the user says of
// other people's repositories. An empty value forgets those before it.
bool user_trusts(const std::string& folder) {
  Config config;
  if (into(config, git_config_open_default) != 0) return false;
  git_config_iterator* raw = nullptr;
  if (git_config_multivar_iterator_new(&raw, config.get(), "safe.directory", nullptr) != 0) {
    return false;
  }
  const std::unique_ptr<git_config_iterator, GitFree<git_config_iterator_free>> values(raw);
  bool safe = false;
  git_config_entry* entry = nullptr;
  while (git_config_next(&entry, values.get()) == 0) {
    const std::string_view value = entry->value == nullptr ? "" : entry->value;
    safe = !value.empty() && (safe || is_safe_value(value, folder));
  }
  return safe;
}

std::string without_last_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

Result<void> check_owner(const GitPlace& place, git_repository* repository) {
  const std::string& folder = place.work_tree.empty() ? place.git : place.work_tree;
  const std::array<std::string, 4> paths = {
      folder, place.git, without_last_slash(git_repository_path(repository)),
      without_last_slash(git_repository_commondir(repository))};
  for (const std::string& path : paths) {
    if (is_own(path) || user_trusts(folder)) continue;
    return failure(
        fmt::format("`{}` belongs to another user, who could have prepared it", path),
        fmt::format("if you trust it: git config --global --add safe.directory '{}'", folder));
  }
  return {};
}

std::unexpected<Failure> open_failure(const GitPlace& place) {
  const std::string name = shown_path(place.git);
  const std::string reason = git_message();
  if (reason.contains("extensions.objectformat")) {
    return failure(fmt::format("`{}` names its objects by SHA-256, which is unsupported", name),
                   "use a repository with SHA-1 objects (git init --object-format=sha1)");
  }
  static constexpr std::string_view extension_mark = "unsupported extension name ";
  if (const auto at = reason.find(extension_mark); at != reason.npos) {
    return failure(fmt::format("`{}` uses `{}`, which is unsupported", name,
                               reason.substr(at + extension_mark.size())),
                   "clone it anew without this extension");
  }
  if (reason.contains("repository version")) {
    return failure(fmt::format("`{}` has an unsupported format: {}", name, reason));
  }
  return failure(fmt::format("cannot open the repository `{}`: {}", name, reason));
}

bool is_configured_bare(git_repository* repository) {
  Config config;
  int bare = 0;
  return into(config,
              [&](git_config** out) { return git_repository_config_snapshot(out, repository); }) ==
             0 &&
         git_config_get_bool(&bare, config.get(), "core.bare") == 0 && bare != 0;
}

Result<void> add_objects(git_repository* repository, const std::string& objects) {
  if (objects.empty()) return {};
  Odb odb;
  if (into(odb, [&](git_odb** out) { return git_repository_odb(out, repository); }) != 0 ||
      git_odb_add_disk_alternate(odb.get(), objects.c_str()) != 0) {
    return git_failure(fmt::format("cannot read what is pushed in `{}`", shown_path(objects)));
  }
  return {};
}

}  // namespace

Result<OpenRepository> open_repository(const GitPlace& place, const std::string& objects) {
  start_library();
  OpenRepository open;
  // "Bare" has libgit2 skip core.bare and core.worktree; it follows a `.git` file all the same.
  const unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE;
  if (into(open.repository, [&](git_repository** out) {
        return git_repository_open_ext(out, place.git.c_str(), flags, nullptr);
      }) != 0) {
    return open_failure(place);
  }
  git_repository* repository = open.repository.get();
  TRY(check_owner(place, repository));
  const bool linked = git_repository_is_worktree(repository) != 0;
  open.bare = place.work_tree.empty() || (!linked && is_configured_bare(repository));
  if (!open.bare && git_repository_set_workdir(repository, place.work_tree.c_str(), 0) != 0) {
    return git_failure(fmt::format("cannot use the work tree `{}`", shown_path(place.work_tree)));
  }
  TRY(add_objects(repository, objects));
  return open;
}

}  // namespace ensign::source
