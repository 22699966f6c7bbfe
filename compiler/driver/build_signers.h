// Which of the keys that were given signs what. With a root of trust a key signs for the roles that
// the root names it in, and a key in no such role is refused; an environment that is not protected
// and has no role is signed by each key that signs bundles. Without a root every key signs
// everything, and nobody signs timestamps.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"
#include "model/model.h"

namespace ensign::driver {

// Refuses a key that the root names neither for any bundle nor for timestamps. It signs nothing,
// also not the manifest.
Result<void> refuse_strangers(const model::Model& model, std::span<const crypto::SecretKey> keys);

class Signers {
 public:
  using Keys = std::vector<const crypto::SecretKey*>;

  // `environments` are those that are built. The keys must outlive this.
  static Result<Signers> make(const model::Model& model,
                              const std::vector<std::string>& environments,
                              std::span<const crypto::SecretKey> keys);

  const Keys& bundle(const std::string& environment) const;
  const crypto::SecretKey* timestamp() const { return timestamp_; }  // nullptr: none was given
  // "bundle production has 1 of 2 signatures …", for what is still missing.
  const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  std::map<std::string, Keys> bundle_;  // by environment
  const crypto::SecretKey* timestamp_ = nullptr;
  std::vector<std::string> remarks_;
};

// The first that is no key of the role `timestamp`; nullptr: the manifest is not signed.
const crypto::SecretKey* manifest_key(const model::Model& model,
                                      std::span<const crypto::SecretKey> keys);

// Keys whose signatures on older bundles of the environment are believed: those that were given,
// and those that any version of the root named for it.
std::vector<crypto::PublicKey> trusted_keys(const model::Model& model,
                                            const std::string& environment,
                                            std::span<const crypto::SecretKey> keys);

}  // namespace ensign::driver
