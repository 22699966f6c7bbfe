// Signatures beside the files that they sign, as a client looks at them: on the raw bytes, before
// anything of them is parsed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/minisign.h"

namespace ensign::publish {

struct Signed {
  std::string key;      // id of the key that signed
  std::string comment;  // its trusted comment
};

// Signatures of these keys, `<path>.<keyid>.minisig` or `<path>.minisig`: the first of them, or
// nothing where none is. All that are there must hold, with one trusted comment; a Failure names
// the file and what is wrong.
Result<std::optional<Signed>> find_signature(const std::string& path, std::string_view bytes,
                                             std::span<const crypto::PublicKey> keys);

// The same, where none is a Failure.
Result<Signed> verify_signature(const std::string& path, std::string_view bytes,
                                std::span<const crypto::PublicKey> keys);

}  // namespace ensign::publish
