// Whether as many holders of a role of the root signed a file as the root asks for. Keys are
// counted by their public bytes; a signature that does not hold is not counted and does no harm.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/root.h"

namespace ensign::publish {

// The minisign keys of a role, each once.
std::vector<crypto::PublicKey> role_keys(const model::Root& root, std::string_view role);

struct Quorum {
  std::int64_t threshold = 0;
  std::vector<std::string> signers;  // ids of keys that signed, in the order of the role
  std::vector<std::string> others;   // and of those that did not

  std::int64_t missing() const {
    return threshold - static_cast<std::int64_t>(signers.size());  // at most 0: enough
  }
};

// Looks for `<path>.<keyid>.minisig` of every key of the role, over exactly these bytes, with
// exactly this trusted comment. A Failure when the root has no such role.
Result<Quorum> count_signers(const model::Root& root, std::string_view role,
                             const std::string& path, std::string_view bytes,
                             std::string_view comment);

// Nothing when there are enough; else who is missing, and the command with which the holder of
// another key adds a signature.
Result<void> expect_quorum(const Quorum& quorum, std::string_view role, const std::string& path,
                           std::string_view comment);

}  // namespace ensign::publish
