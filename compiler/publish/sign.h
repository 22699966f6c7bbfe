// Signatures beside the files they sign, in minisign's format: `<file>.<keyid>.minisig` for every
// key, and `<file>.minisig` where one key signs: manifests and timestamps.
#pragma once

#include <span>
#include <string>

#include "crypto/minisign.h"
#include "emit/file.h"

namespace ensign::publish {

emit::OutFiles sign(const emit::OutFile& file, const std::string& trusted_comment,
                    std::span<const crypto::SecretKey> keys);

emit::OutFile sign_once(const emit::OutFile& file, const std::string& trusted_comment,
                        const crypto::SecretKey& key);

}  // namespace ensign::publish
