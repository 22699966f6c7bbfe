// The root of trust from the words of a command: founding it, changing it, and what to tell people.
// Everything is written into the work tree, for people to read, sign and commit; nothing here
// decides anything that `check` would not decide again.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "crypto/minisign.h"
#include "driver/pipeline.h"

namespace ensign::driver {

// What the next version of the root shall say. What is left out stays as it is, or begins at its
// default.
struct RootWords {
  std::vector<crypto::PublicKey> root_keys;
  std::map<std::string, std::vector<std::string>> people;      // by roster, policy, project: ids
  std::map<std::string, std::vector<crypto::PublicKey>> keys;  // by bundle/ENV, timestamp
  std::map<std::string, std::int64_t> thresholds;              // by role, also `root`
  std::optional<Instant> expires;                              // default: one year from now
};

struct TrustAnswer {
  std::vector<std::string> written;  // paths
  std::vector<std::string> lines;    // what to say
  std::optional<Failure> mistake;    // in what was asked: nothing was written
};

// Version 1, signed with those of `keys` that it names.
Result<TrustAnswer> found_root(const Input& input, const RootWords& words,
                               std::span<const crypto::SecretKey> keys);
// The version after the last one, signed with those of `keys` that either of the two names.
Result<TrustAnswer> rotate_root(const Input& input, const RootWords& words,
                                std::span<const crypto::SecretKey> keys);
// Adds signatures to the last version.
Result<TrustAnswer> sign_root(const Input& input, std::span<const crypto::SecretKey> keys);

// Adds a key, by its fingerprint, or all active keys of a person to those that the roster suspends.
Result<TrustAnswer> suspend(const Input& input, const std::string& key_or_person);
// Writes the last day of a person into the roster, and a list of the statements of theirs that
// count now, so that nothing drops.
Result<TrustAnswer> retire(const Input& input, const std::string& person, Date last_day);

struct TrustShown {
  std::vector<std::string> lines;
  Json json = Json::object();
  bool holds = false;  // chain, expiry, and everything that rests on it
};
Result<TrustShown> show_trust(const Input& input);

}  // namespace ensign::driver
