#include "crypto/ssh_signature.h"

#include <algorithm>
#include <fmt/format.h>

#include "crypto/ssh_wire.h"

namespace ensign::crypto {
namespace {

Failure damaged(std::string_view how) {
  return {fmt::format("the SSH signature {}", how), "sign again with `ssh-keygen -Y sign`"};
}

// What stands between the first and the last line, its line feeds left out.
Result<std::string> unwrapped(std::string_view armour) {
  if (!armour.starts_with(ssh_signature_begin)) {
    return std::unexpected(damaged("does not begin with `-----BEGIN SSH SIGNATURE-----`"));
  }
  armour.remove_prefix(ssh_signature_begin.size());
  const std::size_t end = armour.find(ssh_signature_end);
  if (end == armour.npos) {
    return std::unexpected(
        damaged("does not end with `-----END SSH SIGNATURE-----` and a line feed"));
  }
  if (end + ssh_signature_end.size() != armour.size()) {
    return std::unexpected(damaged("is followed by something else"));
  }
  std::string text;
  for (std::string_view body = armour.substr(0, end); !body.empty();) {
    const std::size_t feed = body.find('\n');
    if (feed == 0 || feed == body.npos) return std::unexpected(damaged("has a broken line"));
    text += body.substr(0, feed);
    body.remove_prefix(feed + 1);
  }
  return text;
}

Result<SshSignature::Hash> hash_named(std::string_view name) {
  if (name == "sha512") return SshSignature::Hash::sha512;
  if (name == "sha256") return SshSignature::Hash::sha256;
  return std::unexpected(damaged("is over a hash that is not SHA-256 or SHA-512"));
}

// The signature proper: its type, its 64 bytes, and what a hardware key adds.
Result<void> read_inner(std::string_view inner, SshSignature& into) {
  WireReader reader(inner);
  const auto type = reader.string();
  const std::string_view wanted = into.key.hardware ? "sk-ssh-ed25519@openssh.com" : "ssh-ed25519";
  if (type != wanted) return std::unexpected(damaged("is of another type than its key"));
  const auto bytes = reader.string();
  if (!bytes || bytes->size() != into.signature.size()) {
    return std::unexpected(damaged("does not hold 64 bytes"));
  }
  std::copy(bytes->begin(), bytes->end(), into.signature.begin());
  if (into.key.hardware) {
    const auto flags = reader.bytes(1);
    const auto counter = flags ? reader.number() : std::nullopt;
    if (!counter) return std::unexpected(damaged("lacks the flags of its hardware key"));
    into.flags = static_cast<std::uint8_t>(flags->front());
    into.counter = *counter;
  }
  if (!reader.at_end()) return std::unexpected(damaged("goes on behind its end"));
  return {};
}

}  // namespace

Result<SshSignature> parse_ssh_signature(std::string_view armour) {
  const std::string text = TRY(unwrapped(armour));
  const auto blob = bytes_of_base64(text);
  if (!blob) return std::unexpected(damaged("is not canonical base64"));
  WireReader reader(*blob);
  if (reader.bytes(6) != "SSHSIG") return std::unexpected(damaged("does not hold one"));
  if (reader.number() != 1U) return std::unexpected(damaged("is of another version than 1"));
  const auto key = reader.string();
  const auto name_space = reader.string();
  const auto reserved = reader.string();
  const auto hash = reader.string();
  const auto inner = reader.string();
  if (!key || !name_space || !reserved || !hash || !inner) {
    return std::unexpected(damaged("is cut off"));
  }
  if (!reader.at_end()) return std::unexpected(damaged("goes on behind its end"));
  if (name_space->empty()) return std::unexpected(damaged("does not say what it is for"));
  if (!reserved->empty()) return std::unexpected(damaged("uses a field that is reserved"));
  SshSignature signature;
  signature.key = TRY(parse_ssh_key_blob(*key));
  signature.name_space = *name_space;
  signature.hash = TRY(hash_named(*hash));
  TRY(read_inner(*inner, signature));
  return signature;
}

}  // namespace ensign::crypto
