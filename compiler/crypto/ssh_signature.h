// Detached signatures of `ssh-keygen -Y sign`, read and not verified. Read strictly: version 1, an
// Ed25519 key, SHA-256 or SHA-512, nothing reserved, nothing behind the end, canonical base64 in
// lines of any length. Sources: OpenSSH PROTOCOL.sshsig, PROTOCOL.u2f.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/ssh_key.h"

namespace ensign::crypto {

inline constexpr std::string_view ssh_signature_begin = "-----BEGIN SSH SIGNATURE-----\n";
inline constexpr std::string_view ssh_signature_end = "-----END SSH SIGNATURE-----\n";

struct SshSignature {
  enum class Hash : std::uint8_t { sha256, sha512 };
  SshPublicKey key;  // that claims to have signed
  std::string name_space;
  Hash hash = Hash::sha512;  // of the message
  std::array<std::uint8_t, 64> signature{};
  std::uint8_t flags = 0;  // of a hardware key: bit 0 says that a person touched it
  std::uint32_t counter = 0;
};

// `armour` is all from the first line to the last, each with its line feed.
Result<SshSignature> parse_ssh_signature(std::string_view armour);

}  // namespace ensign::crypto
