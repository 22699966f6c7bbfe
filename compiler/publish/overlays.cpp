#include "publish/overlays.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include "base/utf8.h"
#include "crypto/digest.h"
#include "crypto/ssh_signature.h"
#include "crypto/ssh_verify.h"
#include "publish/disk.h"
#include "publish/threshold.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = 64 * 1024;  // bytes; of an overlay or a signature
constexpr const char* suffix = ".json";

Result<std::string> read_small(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error))) {
    return failure(fmt::format("{} is missing, or no file", visible(path.string())));
  }
  if (fs::file_size(path, error) > largest_file || error) {
    return failure(fmt::format("{} is larger than 64 KiB", visible(path.string())));
  }
  return read_file(path.string());
}

Result<FoundOverlay> read_one(const fs::path& path, const std::string& project,
                              const std::string& environment) {
  FoundOverlay found;
  found.digest = path.stem().string();
  found.bytes = TRY(read_small(path));
  const std::string shown = visible(path.string());
  if (emit::overlay_digest(found.bytes) != found.digest) {
    return failure(fmt::format("{}: it has other bytes than its name says", shown));
  }
  auto overlay = emit::read_overlay(found.bytes);
  if (!overlay) return failure(fmt::format("{}: {}", shown, overlay.error().message));
  if (overlay->project != project || overlay->environment != environment) {
    return failure(fmt::format("{}: it belongs to project {}, environment `{}`", shown,
                               visible(overlay->project), visible(overlay->environment)));
  }
  found.overlay = std::move(*overlay);
  found.armour = TRY(read_small(path.string() + ".sshsig"));
  return found;
}

}  // namespace

Result<Overlays> read_overlays(const std::string& folder, const std::string& project,
                               const std::string& environment) {
  Overlays overlays;
  const fs::path place = fs::path(folder) / "bundles" / environment / "kill";
  std::error_code error;
  if (!fs::exists(place, error)) return overlays;
  for (const auto& entry : fs::directory_iterator(place, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || !name.ends_with(suffix)) continue;
    auto one = read_one(entry.path(), project, environment);
    if (one) {
      overlays.found.push_back(std::move(*one));
    } else {
      overlays.refused.push_back(one.error());
    }
  }
  if (error) return failure(fmt::format("cannot read {}: {}", place.string(), error.message()));
  std::ranges::sort(overlays.found, {}, &FoundOverlay::digest);
  std::ranges::sort(overlays.refused, {}, &Failure::message);
  return overlays;
}

Result<void> verify_overlay(const FoundOverlay& overlay,
                            std::span<const trust::EmergencyKey> keys) {
  const auto signature = crypto::parse_ssh_signature(overlay.armour);
  if (!signature) return failure(signature.error().message, signature.error().help);
  const auto own = std::ranges::find_if(keys, [&](const trust::EmergencyKey& one) {
    return one.person == overlay.overlay.by && one.key.same_as(signature->key);
  });
  if (own == keys.end()) {
    return failure(fmt::format("it is signed with the key {}, which is none of `{}` as somebody "
                               "who may kill in `{}`",
                               crypto::fingerprint(signature->key), visible(overlay.overlay.by),
                               overlay.overlay.environment),
                   fmt::format("the role `emergency/{}` of trust/people.yaml says who may",
                               overlay.overlay.environment));
  }
  return crypto::verify_ssh_signature(*signature, overlay.bytes, emit::overlay_namespace);
}

Emergency emergency_of(const model::Model& model, const std::string& environment) {
  Emergency emergency{trust::emergency_keys(model, environment), trust::lasting_keys(model), {}};
  for (const model::RootFile& version : model.roots) {
    for (const auto& key : role_keys(version.root, "timestamp")) {
      emergency.timestamps.push_back(key);
    }
  }
  return emergency;
}

Result<void> verify_overlay(const FoundOverlay& overlay, const Emergency& emergency,
                            std::span<const std::string> named) {
  auto today = verify_overlay(overlay, emergency.on_duty);
  if (today || std::ranges::find(named, overlay.digest) == named.end()) return today;
  return verify_overlay(overlay, emergency.lasting);
}

std::string ignored_words(const std::string& folder, const FoundOverlay& overlay,
                          const Failure& why) {
  const fs::path path =
      fs::path(folder) / emit::overlay_path(overlay.overlay.environment, overlay.digest);
  return fmt::format("{} does not count, and nobody serves it: {}; remove it and its .sshsig",
                     visible(path.string()), why.message);
}

emit::OutFiles overlay_files(const FoundOverlay& overlay) {
  const std::string path = emit::overlay_path(overlay.overlay.environment, overlay.digest);
  return {{path, overlay.bytes}, {path + ".sshsig", overlay.armour}};
}

}  // namespace ensign::publish
