#include "driver/hook.h"

#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>

#include "driver/template.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "source/hook_place.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;

std::string shell_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

using Pin = std::optional<crypto::Sha256>;

// What runs a hook: `ensign hook run pre-commit`, with the folder when it is not the top.
std::string call(std::string_view name, std::string_view prefix, const Pin& pin) {
  std::string line = fmt::format("ensign hook run {}", name);
  if (pin) line += " --pin " + crypto::hex(*pin);
  if (prefix.empty()) return line;
  line += name == "pre-receive" ? " --folder " : " ";
  line += shell_quoted(prefix.substr(0, prefix.size() - 1));
  return line;
}

bool is_executable(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & 0111) != 0;
}

std::string advice(std::string_view name, std::string_view prefix, const Pin& pin) {
  return fmt::format("add this line to it: {} || exit 1", call(name, prefix, pin));
}

// A hook is there. It is fine when it calls us; else it is somebody's own.
Result<InstalledHook> keep(const std::string& path, std::string_view name, std::string_view prefix,
                           const Pin& pin) {
  const auto text = publish::read_file(path);
  if (text && text->contains(call(name, "", {})) && !text->contains(call(name, prefix, pin))) {
    return failure(fmt::format("{} is there already, for another folder or root", path),
                   fmt::format("let its line say: {}", call(name, prefix, pin)));
  }
  if (!text || !text->contains(call(name, prefix, pin))) {
    return failure(fmt::format("{} is there already and does something else", path),
                   advice(name, prefix, pin));
  }
  if (!is_executable(path)) {
    return failure(fmt::format("{} is there but Git does not run it", path),
                   fmt::format("chmod +x {}", shell_quoted(path)));
  }
  return InstalledHook{path, true};
}

}  // namespace

std::string hook_script(std::string_view name, std::string_view prefix, const Pin& pin) {
  std::string script(template_named(embedded_hooks(), name));
  const std::string plain = call(name, "", {});
  const std::size_t at = script.rfind(plain);
  return script.replace(at, plain.size(), call(name, prefix, pin));
}

Result<InstalledHook> install_hook(const std::string& repository, const std::string& name,
                                   const std::string& folder_below, const Pin& pin) {
  source::HookPlace place =
      TRY(source::find_hooks(repository, name == "pre-receive" ? source::HookSide::receiving
                                                               : source::HookSide::committing));
  place.prefix += folder_below;
  if (place.redirected) {
    const std::string path = (fs::path(*place.redirected) / name).string();
    return failure(
        fmt::format("core.hooksPath sends Git to {}, so nothing was written", *place.redirected),
        fmt::format("in {}, {}", path, advice(name, place.prefix, pin)));
  }
  const std::string path = (fs::path(place.folder) / name).string();
  if (publish::is_taken(path)) return keep(path, name, place.prefix, pin);
  const fs::path folder(place.folder);
  TRY(publish::write_new_files(
      folder.parent_path().string(),
      {{(folder.filename() / name).string(), hook_script(name, place.prefix, pin), 0755}}));
  return InstalledHook{path, false};
}

Result<std::optional<Checked>> check_commit(Input input) {
  input.selection.kind = source::Selection::Kind::staged;
  const auto world = TRY(source::World::open(input.repository, input.selection));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) return std::optional<Checked>{};
  const auto roots = model::roots(model::read_layout(*config));
  const source::Frozen staged = TRY(world->freeze(roots, input.as_of));
  const source::Origin& origin = staged.snapshot.origin();
  if (origin.clean) return std::optional<Checked>{};
  if (!origin.commit.empty()) input.base = "HEAD";
  Checked checked = TRY(check(input, policy::Question::well_made));
  return std::optional<Checked>{std::move(checked)};
}

}  // namespace ensign::driver
