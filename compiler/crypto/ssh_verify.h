// Verification of the signatures that ssh_signature.h reads, in this process and with libsodium
// alone, and the writing of them around what a key has signed. Sources: OpenSSH PROTOCOL.sshsig,
// PROTOCOL.u2f; RFC 8032 (Ed25519). Whether the key may sign anything is for the caller to ask.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/ssh_signature.h"

namespace ensign::crypto {

// Whether `signature.key` has signed exactly these bytes for this purpose. A hardware key counts
// here whether somebody touched it or not; has_presence() tells.
Result<void> verify_ssh_signature(const SshSignature& signature, std::string_view message,
                                  std::string_view name_space);

// Whether a person was there. A key in a file says nothing about that, and passes.
bool has_presence(const SshSignature& signature);

// What a key signs to sign a message: the bytes that are handed to ssh-agent.
std::string ssh_signed_data(std::string_view message, std::string_view name_space,
                            SshSignature::Hash hash = SshSignature::Hash::sha512);

// The file, byte for byte as `ssh-keygen -Y sign` writes it.
std::string to_armour(const SshSignature& signature);

}  // namespace ensign::crypto
