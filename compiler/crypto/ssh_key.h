// Public keys as OpenSSH writes them on one line (`ssh-ed25519 AAAA… comment`). Read strictly: the
// two Ed25519 types alone, single spaces, canonical base64, a blob of exactly the right length, a
// point of the group. Sources: sshd(8), AUTHORIZED_KEYS FILE FORMAT; RFC 4251 section 5 (string);
// RFC 8709 section 4 (ssh-ed25519); OpenSSH PROTOCOL.u2f (sk-ssh-ed25519@openssh.com).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ensign::crypto {

struct SshPublicKey {
  std::array<std::uint8_t, 32> point{};  // Ed25519, RFC 8032
  bool hardware = false;                 // a FIDO authenticator holds the secret half
  std::string application;               // of a hardware key: `ssh:`
  std::string comment;                   // no part of the identity

  // The same key, whatever comment stands behind it.
  bool same_as(const SshPublicKey& other) const {
    return point == other.point && hardware == other.hardware && application == other.application;
  }
};

// One line, without a line feed.
Result<SshPublicKey> parse_ssh_public_key(std::string_view line);
// The blob between type and comment, decoded: as it stands in a signature.
Result<SshPublicKey> parse_ssh_key_blob(std::string_view blob);

std::string ssh_key_blob(const SshPublicKey& key);
std::string fingerprint(const SshPublicKey& key);  // `SHA256:…`, as `ssh-keygen -l` prints it

}  // namespace ensign::crypto
