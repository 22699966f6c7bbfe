#include "client/who_may_kill.h"

#include <filesystem>
#include <fmt/format.h>
#include <utility>

#include "client/folder.h"
#include "client/mirror.h"
#include "client/proof_model.h"
#include "client/proof_roots.h"
#include "crypto/digest.h"
#include "emit/bundle/proof.h"
#include "publish/destination.h"
#include "publish/threshold.h"

namespace ensign::client {
namespace {

namespace fs = std::filesystem;

// The roots of a proof, each following from the one before.
Result<std::vector<model::Root>> walked_roots(const emit::Proof& proof, const std::string& pin) {
  std::optional<crypto::Sha256> pinned;
  if (!pin.empty()) {
    pinned = crypto::sha256_from_hex(pin);
    if (!pinned) return failure("the pin is no SHA-256 digest", "it has 64 hex digits");
  }
  ProofRoots found = TRY(roots_in(proof));
  const trust::Walk walk = trust::follow(found.versions, pinned);
  if (walk.fault) return std::unexpected(*walk.fault);
  if (found.roots.empty()) return failure("it holds no root of trust");
  return std::move(found.roots);
}

// What a proof says, without looking at the bundle.
struct World {
  TrustedModel trusted;
  std::vector<model::Root> roots;
};

Result<std::optional<World>> world_at(const fs::path& place, const std::string& environment,
                                      const std::string& pin, Instant now) {
  const auto bytes = TRY(read_capped((place / "proof.json").string(), emit::largest_proof));
  if (!bytes) return std::nullopt;
  const auto proof = TRY(emit::read_proof(*bytes));
  const auto bundle = TRY(read_capped((place / "bundle.json").string(), largest_bundle));
  const bool is_own = bundle && proof.sha256 == crypto::hex(crypto::sha256(*bundle));
  if (!is_own || proof.environment != environment) {
    return failure("it is of another bundle than the one beside it",
                   "fetch proof.json and bundle.json again, from the same place");
  }
  World world;
  world.roots = TRY(walked_roots(proof, pin));
  world.trusted = TRY(trusted_model(proof, world.roots.back(), now, 1));
  return world;
}

publish::Emergency emergency_in(const World& world, const std::string& environment) {
  publish::Emergency emergency = publish::emergency_of(world.trusted.model, environment);
  emergency.timestamps.clear();  // those of roots before are among them, too
  for (const model::Root& root : world.roots) {
    for (const auto& key : publish::role_keys(root, "timestamp")) {
      emergency.timestamps.push_back(key);
    }
  }
  return emergency;
}

Failure named(const fs::path& place, const Failure& problem) {
  return {fmt::format("{}: {}", (place / "proof.json").string(), problem.message), problem.help};
}

}  // namespace

Result<std::optional<publish::Emergency>> who_may_kill(const std::string& place,
                                                       const std::string& environment,
                                                       const std::string& pin, Instant now) {
  const auto world = world_at(place, environment, pin, now);
  if (!world) return std::unexpected(named(place, world.error()));
  if (!*world) return std::nullopt;
  return emergency_in(**world, environment);
}

WhoMayKill who_may_kill(const std::string& out, const std::string& pin, Instant now) {
  WhoMayKill who;
  std::optional<World> any;
  std::vector<std::string> without;
  for (const std::string& environment : publish::environments_in(out)) {
    const fs::path place = fs::path(out) / "bundles" / environment;
    auto world = world_at(place, environment, pin, now);
    if (!world) {
      who.unknown.emplace(environment, named(place, world.error()));
    } else if (!*world) {
      without.push_back(environment);
    } else {
      who.known.emplace(environment, emergency_in(**world, environment));
      any = std::move(*world);
    }
  }
  if (!any) return who;
  for (const std::string& environment : without) {
    who.known.emplace(environment, emergency_in(*any, environment));
  }
  return who;
}

}  // namespace ensign::client
