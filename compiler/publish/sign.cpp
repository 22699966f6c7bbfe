#include "publish/sign.h"

#include <fmt/format.h>

namespace ensign::publish {

emit::OutFiles sign(const emit::OutFile& file, const std::string& trusted_comment,
                    std::span<const crypto::SecretKey> keys) {
  emit::OutFiles signatures;
  for (const crypto::SecretKey& key : keys) {
    signatures.push_back({fmt::format("{}.{}.minisig", file.path, crypto::key_id(key.public_key())),
                          crypto::minisign(key, file.bytes, trusted_comment)});
  }
  return signatures;
}

emit::OutFile sign_once(const emit::OutFile& file, const std::string& trusted_comment,
                        const crypto::SecretKey& key) {
  return {file.path + ".minisig", crypto::minisign(key, file.bytes, trusted_comment)};
}

}  // namespace ensign::publish
