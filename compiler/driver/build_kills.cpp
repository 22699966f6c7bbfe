#include "driver/build_kills.h"

#include <algorithm>
#include <fmt/format.h>

#include "emit/bundle/ladder.h"
#include "publish/disk.h"
#include "publish/refresh.h"
#include "publish/threshold.h"
#include "trust/emergency.h"

namespace ensign::driver {
namespace {

// Digests that the timestamp before names; none without a root, or where it does not hold.
std::vector<std::string> vouched_for(const model::Model& model, const std::string& folder,
                                     const std::string& environment) {
  std::vector<crypto::PublicKey> keys;
  for (const model::RootFile& version : model.roots) {
    for (const auto& key : publish::role_keys(version.root, "timestamp")) keys.push_back(key);
  }
  if (keys.empty()) return {};
  const auto timestamp = publish::read_signed_timestamp(folder, environment, keys);
  if (!timestamp || !*timestamp) return {};
  return (*timestamp)->kills;
}

// What the bundle before lifts already; it is read for a remark alone, so nobody has to vouch for
// it.
std::set<std::string> lifted_before(const std::string& folder, const std::string& environment) {
  const auto bytes =
      publish::read_file(fmt::format("{}/bundles/{}/bundle.json", folder, environment));
  const auto ladder = bytes ? emit::read_ladder(*bytes) : failure("");
  return ladder ? ladder->lifted : std::set<std::string>();
}

// A digest that is misspelt lifts nothing, and looks as if it did.
void remark_on_unknown(const std::set<std::string>& lifted, const publish::Overlays& overlays,
                       const std::string& folder, const std::string& environment, Kills& kills) {
  if (lifted.empty()) return;
  const auto before = lifted_before(folder, environment);
  for (const std::string& digest : lifted) {
    const bool is_there = std::ranges::find(overlays.found, digest,
                                            &publish::FoundOverlay::digest) != overlays.found.end();
    if (is_there || before.contains(digest)) continue;
    kills.remarks.push_back(
        fmt::format("an incident lifts the kill {} of `{}`, which is not in force there: compare "
                    "its digest with the names in bundles/{}/kill",
                    digest.substr(0, 16), environment, environment));
  }
}

}  // namespace

Result<Kills> carried_kills(const model::Model& model, const std::string& folder,
                            const std::string& environment, const std::set<std::string>& lifted) {
  Kills kills;
  auto overlays = TRY(publish::read_overlays(folder, *model.config.project, environment));
  remark_on_unknown(lifted, overlays, folder, environment, kills);
  const auto keys = trust::emergency_keys(model, environment);
  const auto vouched = vouched_for(model, folder, environment);
  for (publish::FoundOverlay& one : overlays.found) {
    if (lifted.contains(one.digest)) {
      kills.remarks.push_back(fmt::format("the kill {} of `{}` by {} is lifted",
                                          one.digest.substr(0, 16), environment, one.overlay.by));
      continue;
    }
    const auto verified = publish::verify_overlay(one, keys);
    const bool known = std::ranges::find(vouched, one.digest) != vouched.end();
    if (verified || known) {
      kills.carried.push_back(std::move(one));
    } else {
      kills.remarks.push_back(
          fmt::format("the overlay {} of `{}` does not count and is left out: "
                      "{}",
                      one.digest.substr(0, 16), environment, verified.error().message));
    }
  }
  for (const Failure& refused : overlays.refused) {
    kills.remarks.push_back("an overlay is left out: " + refused.message);
  }
  return kills;
}

emit::Timestamp timestamp_of(const model::Model& model, const emit::Bundle& bundle,
                             const Kills& kills) {
  emit::Timestamp timestamp{.project = *model.config.project,
                            .environment = bundle.environment,
                            .seq = bundle.seq,
                            .sha256 = bundle.sha256,
                            .kills = {},
                            .issued = model.as_of,
                            .expires = {model.as_of.seconds + emit::longest_timestamp_seconds}};
  for (const publish::FoundOverlay& one : kills.carried) timestamp.kills.push_back(one.digest);
  return timestamp;
}

}  // namespace ensign::driver
