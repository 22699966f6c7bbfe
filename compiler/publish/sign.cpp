#include "publish/sign.h"

#include <fmt/format.h>

namespace ensign::publish {

emit::OutFiles sign_bundle(const emit::Bundle& bundle, std::span<const crypto::SecretKey> keys) {
  emit::OutFiles signatures;
  for (const crypto::SecretKey& key : keys) {
    signatures.push_back(
        {fmt::format("{}.{}.minisig", bundle.file.path, crypto::key_id(key.public_key())),
         crypto::minisign(key, bundle.file.bytes, bundle.trusted_comment)});
  }
  return signatures;
}

emit::OutFile sign_manifest(const emit::OutFile& manifest, const std::string& trusted_comment,
                            const crypto::SecretKey& key) {
  return {manifest.path + ".minisig", crypto::minisign(key, manifest.bytes, trusted_comment)};
}

}  // namespace ensign::publish
