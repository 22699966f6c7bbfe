// What an ssh-agent answers, by the letter of draft-miller-ssh-agent-04.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/ssh_key.h"
#include "crypto/ssh_wire.h"

namespace ensign::test {

inline std::string wire(std::initializer_list<std::string_view> parts) {
  std::string bytes;
  for (const std::string_view part : parts) crypto::append_string(bytes, part);
  return bytes;
}

inline crypto::SshPublicKey key_of(bool hardware) {
  crypto::SshPublicKey key;
  key.point.fill(0x66);  // the base point, RFC 8032
  key.point[0] = 0x58;
  key.hardware = hardware;
  if (hardware) key.application = "ssh:";
  return key;
}

inline std::string identities_reply(const std::vector<std::pair<std::string, std::string>>& keys) {
  std::string reply = "\x0C";
  crypto::append_number(reply, static_cast<std::uint32_t>(keys.size()));
  for (const auto& [blob, comment] : keys) reply += wire({blob, comment});
  return reply;
}

inline std::string signature_reply(bool hardware) {
  const std::string bytes(64, 's');
  if (!hardware) return "\x0E" + wire({wire({"ssh-ed25519", bytes})});
  return "\x0E" +
         wire({wire({"sk-ssh-ed25519@openssh.com", bytes}) + std::string("\x01\0\0\x01\x02", 5)});
}

}  // namespace ensign::test
