#include "driver/build_signers.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/assert.h"
#include "publish/threshold.h"
#include "trust/protection.h"

namespace ensign::driver {
namespace {

bool is_protected(const model::Model& model, const std::string& environment) {
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (*model.config.environments[i].name == environment) return trust::is_protected(model, i);
  }
  return false;
}

bool holds(const std::vector<crypto::PublicKey>& keys, const crypto::PublicKey& key) {
  return std::ranges::any_of(keys,
                             [&](const crypto::PublicKey& one) { return one.bytes == key.bytes; });
}

// A key that is given twice signs once: signatures are counted by key.
void add(Signers::Keys& own, const crypto::SecretKey& key) {
  const bool is_there = std::ranges::any_of(own, [&](const crypto::SecretKey* one) {
    return one->public_key().bytes == key.public_key().bytes;
  });
  if (!is_there) own.push_back(&key);
}

std::string still_missing(const model::Root& root, const std::string& role,
                          const std::string& environment, const Signers::Keys& own) {
  const auto threshold = static_cast<std::size_t>(root.role(role)->threshold);
  if (own.size() >= threshold) return {};
  std::vector<std::string> others;
  for (const crypto::PublicKey& key : publish::role_keys(root, role)) {
    const bool has_signed = std::ranges::any_of(
        own, [&](const crypto::SecretKey* one) { return one->public_key().bytes == key.bytes; });
    if (!has_signed) others.push_back(crypto::key_id(key));
  }
  return fmt::format(
      "the bundle of {} has {} of {} signatures: {} more of {} must sign before it "
      "can be published (docs/publish.md)",
      environment, own.size(), threshold, threshold - own.size(), fmt::join(others, ", "));
}

// Whether some bundle of the project, of an environment that is built or not, is signed with it.
bool signs_bundles(const model::Root& root, const crypto::PublicKey& key) {
  return std::ranges::any_of(root.roles, [&](const auto& role) {
    return role.first.starts_with("bundle/") && holds(publish::role_keys(root, role.first), key);
  });
}

}  // namespace

Result<void> refuse_strangers(const model::Model& model, std::span<const crypto::SecretKey> keys) {
  if (model.roots.empty()) return {};
  const model::Root& root = model.roots.back().root;
  const auto online = publish::role_keys(root, "timestamp");
  for (const crypto::SecretKey& key : keys) {
    if (signs_bundles(root, key.public_key()) || holds(online, key.public_key())) continue;
    return failure(
        fmt::format("the key {} may not sign here: the root of trust names it in no role "
                    "`bundle/ENVIRONMENT` and not in `timestamp`",
                    crypto::key_id(key.public_key())),
        "leave it out, or give it a role with `ensign trust rotate --bundle-key "
        "ENVIRONMENT=FILE.pub`");
  }
  return {};
}

Result<Signers> Signers::make(const model::Model& model,
                              const std::vector<std::string>& environments,
                              std::span<const crypto::SecretKey> keys) {
  Signers signers;
  if (model.roots.empty()) {
    Keys all;
    for (const crypto::SecretKey& key : keys) add(all, key);
    for (const std::string& environment : environments) signers.bundle_.emplace(environment, all);
    return signers;
  }
  TRY(refuse_strangers(model, keys));
  const model::Root& root = model.roots.back().root;
  const auto timestamp_keys = publish::role_keys(root, "timestamp");
  std::vector<bool> used(keys.size(), false);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!holds(timestamp_keys, keys[i].public_key())) continue;
    if (signers.timestamp_ == nullptr) signers.timestamp_ = &keys[i];
    used[i] = true;
  }
  for (const std::string& environment : environments) {
    const std::string role = "bundle/" + environment;
    const bool named = root.role(role) != nullptr;
    const bool guarded = is_protected(model, environment);
    if (!named && guarded && !keys.empty()) {
      return failure(fmt::format("the root of trust names no role `{}`, and `{}` is protected",
                                 role, environment),
                     "add the role with `ensign trust rotate`");
    }
    const auto role_keys = publish::role_keys(root, role);
    Keys& own = signers.bundle_[environment];
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool in_role = holds(role_keys, keys[i].public_key());
      const bool free = !named && signs_bundles(root, keys[i].public_key());
      if (!in_role && !free) continue;
      add(own, keys[i]);
      used[i] = true;
    }
    if (!named || (keys.empty() && !guarded)) continue;
    std::string remark = still_missing(root, role, environment, own);
    if (!remark.empty()) signers.remarks_.push_back(std::move(remark));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (used[i]) continue;
    return failure(
        fmt::format("the key {} may not sign here: the root of trust names it neither in "
                    "`bundle/{}` nor in `timestamp`",
                    crypto::key_id(keys[i].public_key()),
                    fmt::join(environments, "` nor in `bundle/")),
        "leave it out, or give it the role with `ensign trust rotate`");
  }
  return signers;
}

const Signers::Keys& Signers::bundle(const std::string& environment) const {
  const auto own = bundle_.find(environment);
  ENSIGN_ASSERT(own != bundle_.end());
  return own->second;
}

const crypto::SecretKey* manifest_key(const model::Model& model,
                                      std::span<const crypto::SecretKey> keys) {
  const auto online = model.roots.empty()
                          ? std::vector<crypto::PublicKey>()
                          : publish::role_keys(model.roots.back().root, "timestamp");
  for (const crypto::SecretKey& key : keys) {
    if (!holds(online, key.public_key())) return &key;
  }
  return nullptr;
}

std::vector<crypto::PublicKey> trusted_keys(const model::Model& model,
                                            const std::string& environment,
                                            std::span<const crypto::SecretKey> keys) {
  std::vector<crypto::PublicKey> trusted;
  for (const crypto::SecretKey& key : keys) trusted.push_back(key.public_key());
  for (const model::RootFile& version : model.roots) {
    for (const auto& key : publish::role_keys(version.root, "bundle/" + environment)) {
      if (std::ranges::find(trusted, key) == trusted.end()) trusted.push_back(key);
    }
  }
  return trusted;
}

}  // namespace ensign::driver
