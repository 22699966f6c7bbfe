#include "source/world.h"

#include <fmt/format.h>

#include "source/directory_world.h"
#include "source/git_place.h"
#include "source/git_world.h"
#include "source/path_rules.h"

namespace ensign::source {

Result<std::unique_ptr<World>> World::open(const std::string& path, const Selection& selection) {
  std::string folder = TRY(real_folder(path));
  const std::optional<GitPlace> place = TRY(find_git_place(folder));
  if (place) return open_git_world(*place, selection);
  if (selection.kind != Selection::Kind::work_tree) {
    return failure(fmt::format("no Git repository holds `{}`", shown_path(path)),
                   "--staged and --rev need one: git init");
  }
  return make_directory_world(std::move(folder));
}

}  // namespace ensign::source
