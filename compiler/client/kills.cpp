#include "client/kills.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "client/demand.h"
#include "client/proof_model.h"
#include "crypto/ssh_signature.h"
#include "crypto/ssh_verify.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/overlay.h"
#include "publish/overlays.h"

namespace ensign::client {
namespace {

std::set<std::string> lifted_by(const State& state) {
  const auto ladder = emit::read_ladder(state.bundle);
  return ladder ? ladder->lifted : std::set<std::string>();
}

std::vector<std::string> named_kills(const State& state) {
  return state.timestamp ? state.timestamp->kills : std::vector<std::string>();
}

// Digests that the mirror lists or the timestamp names, and that are neither held nor lifted.
std::set<std::string> wanted(const State& state, const Mirror& mirror) {
  constexpr std::string_view end = ".json";
  std::set<std::string> digests;
  for (const std::string& name : mirror.list("bundles/" + state.environment + "/kill")) {
    const std::string stem = name.substr(0, name.size() - std::min(end.size(), name.size()));
    if (name.ends_with(end) && crypto::sha256_from_hex(stem)) digests.insert(stem);
  }
  for (const std::string& digest : named_kills(state)) digests.insert(digest);
  const std::set<std::string> lifted = lifted_by(state);
  std::erase_if(digests, [&](const std::string& digest) {
    return state.overlays.contains(digest) || lifted.contains(digest);
  });
  return digests;
}

// Nothing when the mirror does not have it, or not yet with its signature.
Result<std::optional<publish::FoundOverlay>> fetch_overlay(const Mirror& mirror, const State& state,
                                                           const std::string& digest) {
  const std::string path = emit::overlay_path(state.environment, digest);
  auto bytes = TRY(mirror.fetch(path, largest_small_file));
  auto armour = TRY(mirror.fetch(path + ".sshsig", largest_signature));
  if (!bytes || !armour) return std::nullopt;
  if (emit::overlay_digest(*bytes) != digest) {
    return failure(fmt::format("{}: it has other bytes than its name says", path));
  }
  auto overlay = emit::read_overlay(*bytes);
  if (!overlay) return failure(fmt::format("{}: {}", path, overlay.error().message));
  if (overlay->project != state.project || overlay->environment != state.environment) {
    return failure(fmt::format("{}: it belongs to project {}, environment `{}`", path,
                               overlay->project, overlay->environment));
  }
  return publish::FoundOverlay{digest, std::move(*bytes), std::move(*armour), std::move(*overlay)};
}

// The roster of today: that of an older proof still knows keys that have been stolen since.
Result<TrustedModel> roster_of(const State& state, const Mirror& mirror, const model::Root& root,
                               Instant now, unsigned threads) {
  const emit::Proof proof = TRY(fetch_proof(mirror, state.environment));
  if (proof.environment != state.environment || !state.floor ||
      proof.sha256 != state.floor->sha256) {
    return failure("the proof is of another bundle than the one that is held",
                   "fetch proof.json and bundle.json again, from the same place");
  }
  TrustedModel world = TRY(trusted_model(proof, root, now, threads));
  if (auto old = outdated(state, world.files)) return failure(std::move(*old));
  return world;
}

}  // namespace

Result<emit::Proof> fetch_proof(const Mirror& mirror, const std::string& environment) {
  const std::string path = emit::proof_path(environment);
  const auto bytes = TRY(mirror.fetch(path, emit::largest_proof));
  if (!bytes) return failure(fmt::format("there is no {}", path), "fetch it with the bundle");
  auto proof = emit::read_proof(*bytes);
  if (!proof) return failure(fmt::format("{}: {}", path, proof.error().message));
  return proof;
}

std::vector<Failure> gather_kills(State& state, const Mirror& mirror, const model::Root& root,
                                  Instant now, unsigned threads) {
  std::vector<Failure> problems;
  const std::set<std::string> digests = wanted(state, mirror);
  if (digests.empty() || state.root.empty()) return problems;
  const auto world = roster_of(state, mirror, root, now, threads);
  if (!world) {
    problems.push_back(
        {fmt::format("a kill cannot be verified: {}", world.error().message), world.error().help});
    return problems;
  }
  const auto emergency = publish::emergency_of(world->model, state.environment);
  const auto named = named_kills(state);
  for (const std::string& digest : digests) {
    const auto overlay = fetch_overlay(mirror, state, digest);
    if (!overlay) {
      problems.push_back(overlay.error());
      continue;
    }
    if (!*overlay) continue;
    const auto counts = publish::verify_overlay(**overlay, emergency, named);
    if (counts) {
      state.overlays.emplace(digest, (*overlay)->bytes);
    } else {
      problems.push_back(
          {fmt::format("kill {}: {}", digest, counts.error().message), counts.error().help});
    }
  }
  return problems;
}

std::vector<std::string> missing_kills(const State& state) {
  std::vector<std::string> missing;
  const std::set<std::string> lifted = lifted_by(state);
  for (const std::string& digest : named_kills(state)) {
    if (!state.overlays.contains(digest) && !lifted.contains(digest)) missing.push_back(digest);
  }
  return missing;
}

}  // namespace ensign::client
