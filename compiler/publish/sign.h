// Signatures beside the files they sign, in minisign's format: `bundle.json.<keyid>.minisig` for
// every key, and one `manifest.json.minisig` by the first.
#pragma once

#include <span>

#include "crypto/minisign.h"
#include "emit/bundle/bundle.h"
#include "emit/file.h"

namespace ensign::publish {

emit::OutFiles sign_bundle(const emit::Bundle& bundle, std::span<const crypto::SecretKey> keys);

emit::OutFile sign_manifest(const emit::OutFile& manifest, const std::string& trusted_comment,
                            const crypto::SecretKey& key);

}  // namespace ensign::publish
