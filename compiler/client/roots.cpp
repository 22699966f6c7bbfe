#include "client/roots.h"

#include <array>
#include <fmt/format.h>
#include <set>

#include "client/signatures.h"
#include "trust/root_chain.h"

namespace ensign::client {
namespace {

constexpr std::string_view root_role = "root";
constexpr std::string_view ask_keeper =
    "ask whoever keeps the root of trust; until it is mended, what was good before stays in force";

// The keys that a role has, as bytes: ids say nothing.
std::set<std::array<std::uint8_t, 32>> keys_of(const model::Root& root, const std::string& role) {
  std::set<std::array<std::uint8_t, 32>> keys;
  const model::RootRole* found = root.role(role);
  if (found == nullptr) return keys;
  for (const std::string& id : found->keys) {
    const model::RootKey* key = root.key(id);
    if (key != nullptr && key->minisign) keys.insert(key->minisign->bytes);
  }
  return keys;
}

// Signatures by the keys of both versions, each of which must agree.
Result<std::vector<std::string>> root_signatures(const Mirror& mirror, const std::string& path,
                                                 const model::Root& current,
                                                 const model::Root& next) {
  std::set<std::string> names{path + ".minisig"};
  for (const model::Root* root : {&current, &next}) {
    const model::RootRole* role = root->role(root_role);
    if (role == nullptr) continue;
    for (const std::string& id : role->keys) names.insert(fmt::format("{}.{}.minisig", path, id));
  }
  std::vector<std::string> signatures;
  for (const std::string& name : names) {
    auto signature = TRY(mirror.fetch(name, largest_signature));
    if (signature) signatures.push_back(std::move(*signature));
  }
  return signatures;
}

// The version after the current one; nothing when none is published.
Result<std::optional<model::Root>> next_root(const Mirror& mirror, const model::Root& current) {
  const std::string path = root_path(current.version + 1);
  const auto bytes = TRY(mirror.fetch(path, largest_root));
  if (!bytes) return std::nullopt;
  auto next = model::read_root(*bytes);
  if (!next) {
    return failure(fmt::format("{}: {}", path, next.error().message), std::string(ask_keeper));
  }
  if (next->project != current.project) {
    return failure(fmt::format("{}: it is the root of project {}", path, next->project),
                   std::string(ask_keeper));
  }
  const auto signatures = TRY(root_signatures(mirror, path, current, *next));
  const auto step = trust::verify_step(current, {&*next, signatures});
  if (!step) {
    return failure(fmt::format("{}: {}", path, step.error().message), std::string(ask_keeper));
  }
  return std::move(*next);
}

// So that a stolen key that ran ahead does no lasting harm.
void forget_rotated(State& state, const model::Root& before, const model::Root& after) {
  if (keys_of(before, "bundle/" + state.environment) !=
      keys_of(after, "bundle/" + state.environment)) {
    state.floor.reset();
  }
  if (keys_of(before, "timestamp") != keys_of(after, "timestamp")) state.timestamp.reset();
}

}  // namespace

std::string root_path(std::int64_t version) { return fmt::format("root/{}.json", version); }

Result<model::Root> trusted_root(const State& state) {
  if (state.root.empty()) return root_of_keys(state.keys, state.project, state.environment);
  return model::read_root(state.root);
}

Result<std::string> find_root(const Mirror& mirror, const std::string& digest) {
  for (std::int64_t version = 1; version <= static_cast<std::int64_t>(trust::most_roots);
       ++version) {
    auto bytes = TRY(mirror.fetch(root_path(version), largest_root));
    if (!bytes) break;
    if (crypto::hex(crypto::sha256(*bytes)) == digest) return std::move(*bytes);
  }
  return failure(fmt::format("{}: no published root has the digest {}", mirror.name(), digest),
                 "`ensign trust show` prints the digest of the root that a repository has now");
}

Result<void> advance_root(State& state, const Mirror& mirror, Instant now) {
  if (state.root.empty()) return {};
  const model::Root before = TRY(trusted_root(state));
  model::Root current = before;
  Result<void> outcome;
  for (std::size_t steps = 0; steps < trust::most_roots; ++steps) {
    auto next = next_root(mirror, current);
    if (!next) {
      outcome = std::unexpected(next.error());
      break;
    }
    if (!*next) break;
    current = std::move(**next);
  }
  if (current.version != before.version) {
    state.root = current.bytes;
    forget_rotated(state, before, current);
  }
  TRY(std::move(outcome));
  if (current.expires > now) return {};
  return failure(fmt::format("version {} of the root expired at {}", current.version,
                             to_string(current.expires)),
                 std::string(ask_keeper));
}

}  // namespace ensign::client
