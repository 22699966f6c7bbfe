// Any bytes as a reply of ssh-agent: nothing may crash or hang; what is accepted is worth a key or
// a signature, what is refused says why.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/ssh_verify.h"
#include "signer/agent_protocol.h"

using namespace ensign;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void check_signature(std::string_view reply, bool hardware) {
  crypto::SshSignature signature;
  signature.key.point.fill(0x66);  // the base point, RFC 8032
  signature.key.point[0] = 0x58;
  signature.key.hardware = hardware;
  if (hardware) signature.key.application = "ssh:";
  signature.name_space = "approval.v1@ensign";
  const auto read = signer::read_signature(reply, signature);
  if (!read) {
    require(!read.error().message.empty() && !read.error().help.empty());
    return;
  }
  const std::string armour = crypto::to_armour(signature);
  const auto again = crypto::parse_ssh_signature(armour);
  require(again && crypto::to_armour(*again) == armour);
  require(!crypto::verify_ssh_signature(*again, "what nobody signed", "approval.v1@ensign"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view reply(reinterpret_cast<const char*>(data), size);
  const auto keys = signer::read_identities(reply);
  if (!keys) require(!keys.error().message.empty() && !keys.error().help.empty());
  for (const crypto::SshPublicKey& key : keys ? *keys : std::vector<crypto::SshPublicKey>{}) {
    const auto again = crypto::parse_ssh_key_blob(crypto::ssh_key_blob(key));
    require(again && again->same_as(key));
    require(key.comment.find_first_of("\n\t\x1B") == key.comment.npos);
  }
  check_signature(reply, false);
  check_signature(reply, true);
  return 0;
}
