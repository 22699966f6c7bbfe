// Roots of trust for tests: keys by number, versions, and signatures over them.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "crypto/minisign.h"
#include "model/root.h"
#include "trust/root_chain.h"

namespace ensign::test {

inline crypto::SecretKey root_key(int number) {
  std::array<std::uint8_t, 32> seed{};
  std::array<std::uint8_t, 8> id{};
  seed.fill(static_cast<std::uint8_t>(number + 1));
  id.fill(static_cast<std::uint8_t>(number + 1));
  return crypto::SecretKey::from_seed(seed, id);
}

inline crypto::SshPublicKey ssh_key(int number) {
  crypto::SshPublicKey key;
  key.point = root_key(100 + number).public_key().bytes;
  return key;
}

inline model::RootKey minisign_root_key(const crypto::PublicKey& key) {
  return {crypto::key_id(key), key, std::nullopt, ""};
}

inline model::RootKey ssh_root_key(int number, std::string person) {
  const crypto::SshPublicKey key = ssh_key(number);
  return {crypto::fingerprint(key), std::nullopt, key, std::move(person)};
}

inline void give(model::Root& root, const std::string& role, const model::RootKey& key) {
  root.keys.emplace(key.id, key);
  auto& ids = root.roles[role].keys;
  ids.insert(std::lower_bound(ids.begin(), ids.end(), key.id), key.id);
}

inline void seal(model::Root& root) {
  root.bytes = model::root_bytes(root);
  root.digest = crypto::sha256(root.bytes);
}

// A version whose role `root` has these keys; `ada` has the other roles.
inline model::Root root_version(std::int64_t version, const std::vector<int>& keys,
                                std::int64_t threshold,
                                std::string_view expires = "2030-01-01T00:00:00Z") {
  model::Root root;
  root.project = "5f0c2d7e9b1a4c33";
  root.version = version;
  root.expires = parse_instant(expires).value();
  for (const int key : keys) give(root, "root", minisign_root_key(root_key(key).public_key()));
  root.roles["root"].threshold = threshold;
  for (const char* role : {"roster", "policy", "project"}) give(root, role, ssh_root_key(0, "ada"));
  seal(root);
  return root;
}

inline std::vector<std::string> signatures_of(const model::Root& root,
                                              const std::vector<int>& signers) {
  std::vector<std::string> files;
  for (const int signer : signers) {
    files.push_back(crypto::minisign(root_key(signer), root.bytes, "ensign-root/1"));
  }
  return files;
}

// Versions with their signatures, as `walk` takes them.
class Chain {
 public:
  void add(model::Root root, std::vector<std::string> signatures) {
    roots_.push_back(std::move(root));
    signatures_.push_back(std::move(signatures));
  }
  std::vector<trust::RootWithSignatures> view() const {
    std::vector<trust::RootWithSignatures> all;
    for (std::size_t i = 0; i < roots_.size(); ++i) all.push_back({&roots_[i], signatures_[i]});
    return all;
  }
  const model::Root& root(std::size_t index) const { return roots_[index]; }

 private:
  std::vector<model::Root> roots_;
  std::vector<std::vector<std::string>> signatures_;
};

}  // namespace ensign::test
