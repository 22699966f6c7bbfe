// The messages of ssh-agent as bytes: draft-miller-ssh-agent-04, sections 3 to 5. Without the four
// bytes of length that go before each on the wire. Nothing of a reply is believed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/ssh_key.h"
#include "crypto/ssh_signature.h"

namespace ensign::signer {

inline constexpr std::size_t largest_reply = 256 * 1024;  // bytes; as OpenSSH has it

std::string request_for_identities();
std::string request_to_sign(const crypto::SshPublicKey& key, std::string_view data);

// The Ed25519 keys among the identities; a key of any other type is left out.
Result<std::vector<crypto::SshPublicKey>> read_identities(std::string_view reply);

// Puts the signature, flags and counter of a reply into `signature`, whose key was asked to sign.
Result<void> read_signature(std::string_view reply, crypto::SshSignature& signature);

}  // namespace ensign::signer
