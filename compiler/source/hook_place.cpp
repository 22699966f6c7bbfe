#include "source/hook_place.h"

#include <fmt/format.h>

#include "source/git_handle.h"
#include "source/git_open.h"
#include "source/git_place.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

Result<std::optional<std::string>> hooks_path(git_repository* repository) {
  Config config;
  if (into(config, [&](git_config** out) {
        return git_repository_config_snapshot(out, repository);
      }) != 0) {
    return git_failure("cannot read the configuration of the repository");
  }
  const char* value = nullptr;
  const int error = git_config_get_string(&value, config.get(), "core.hooksPath");
  if (error == GIT_ENOTFOUND) return std::optional<std::string>{};
  if (error != 0) return git_failure("cannot read `core.hooksPath`");
  return std::optional<std::string>{value};
}

}  // namespace

Result<HookPlace> find_hooks(const std::string& path, HookSide side) {
  const std::string folder = TRY(real_folder(path));
  const auto place = TRY(find_git_place(folder));
  if (!place) {
    return failure(fmt::format("no Git repository holds `{}`", shown_path(path)),
                   "hooks belong to one: git init");
  }
  const OpenRepository opened = TRY(open_repository(*place));
  if (opened.bare && side == HookSide::committing) {
    return failure(
        fmt::format("`{}` is a bare repository: nobody commits there", shown_path(place->git)),
        "name a work tree");
  }
  HookPlace hooks;
  hooks.folder = std::string(git_repository_commondir(opened.repository.get())) + "hooks";
  hooks.prefix = place->prefix;
  hooks.redirected = TRY(hooks_path(opened.repository.get()));
  return hooks;
}

}  // namespace ensign::source
