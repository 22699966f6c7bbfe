#include "client/store.h"

#include <filesystem>
#include <fmt/format.h>

#include "base/json.h"
#include "client/active.h"
#include "client/folder.h"
#include "publish/put_file.h"

namespace ensign::client {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_state = 256 * 1024 * 1024;
constexpr unsigned own_file = 0600;
constexpr unsigned open_file = 0644;

std::string state_path(const std::string& folder) { return (fs::path(folder) / "state").string(); }

}  // namespace

Result<void> create(const std::string& folder, const State& state, bool anew) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failure(fmt::format("cannot create {}: {}", folder, error.message()));
  if (!fs::is_empty(folder, error) && !anew) {
    return failure(fmt::format("{} is not empty", folder),
                   "choose another folder; or, when what this client has seen is to be forgotten, "
                   "add `--anew`: it can then be shown an old bundle");
  }
  const std::string path = state_path(folder);
  if (fs::exists(path, error)) fs::rename(path, path + ".old", error);
  if (error) return failure(fmt::format("cannot move {}: {}", path, error.message()));
  fs::remove(fs::path(folder) / "flagd.json", error);
  return publish::put_file(path, to_text(state), own_file);
}

Result<State> load(const std::string& folder) {
  const std::string path = state_path(folder);
  const auto text = TRY(read_capped(path, largest_state));
  if (!text) {
    return failure(fmt::format("{} is missing", path),
                   "`ensign client init` makes a client; one that had a state and lost it can be "
                   "shown an old bundle, so it does not begin anew by itself");
  }
  auto state = read_state(*text);
  if (!state) {
    return failure(fmt::format("{}: {}", path, state.error().message),
                   "bring it back from a copy, or begin anew with `ensign client init --anew`");
  }
  return state;
}

Result<void> save(const std::string& folder, const State& state) {
  TRY(publish::put_file(state_path(folder), to_text(state), own_file));
  if (state.bundle.empty()) return {};
  const Json document = TRY(active_document(state));
  return publish::put_file((fs::path(folder) / "flagd.json").string(), canonical(document) + "\n",
                           open_file);
}

}  // namespace ensign::client
