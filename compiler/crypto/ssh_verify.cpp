#include "crypto/ssh_verify.h"

#include <array>
#include <fmt/format.h>
#include <sodium.h>

#include "crypto/base64.h"
#include "crypto/digest.h"
#include "crypto/library.h"
#include "crypto/ssh_wire.h"

namespace ensign::crypto {
namespace {

constexpr std::string_view magic = "SSHSIG";
constexpr std::size_t armour_columns = 70;  // of ssh-keygen; the specification says 76

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t size>
std::string_view text_of(const std::array<std::uint8_t, size>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

std::string_view name_of(SshSignature::Hash hash) {
  return hash == SshSignature::Hash::sha256 ? "sha256" : "sha512";
}

std::string digest_of(std::string_view message, SshSignature::Hash hash) {
  start_library();
  if (hash == SshSignature::Hash::sha256) return std::string(text_of(sha256(message).bytes));
  std::array<std::uint8_t, crypto_hash_sha512_BYTES> digest{};
  crypto_hash_sha512(digest.data(), unsigned_bytes(message), message.size());
  return std::string(text_of(digest));
}

// What a hardware key signs in place of `data`: it sees two digests and adds what it knows itself.
std::string seen_by_hardware(const SshSignature& signature, std::string_view data) {
  std::string seen(text_of(sha256(signature.key.application).bytes));
  seen += static_cast<char>(signature.flags);
  append_number(seen, signature.counter);
  seen += text_of(sha256(data).bytes);
  return seen;
}

// The signature proper, as it stands inside the blob.
std::string inner_of(const SshSignature& signature) {
  std::string inner;
  append_string(inner, signature.key.hardware ? "sk-ssh-ed25519@openssh.com" : "ssh-ed25519");
  append_string(inner, text_of(signature.signature));
  if (signature.key.hardware) {
    inner += static_cast<char>(signature.flags);
    append_number(inner, signature.counter);
  }
  return inner;
}

}  // namespace

std::string ssh_signed_data(std::string_view message, std::string_view name_space,
                            SshSignature::Hash hash) {
  std::string data(magic);
  append_string(data, name_space);
  append_string(data, "");  // reserved
  append_string(data, name_of(hash));
  append_string(data, digest_of(message, hash));
  return data;
}

Result<void> verify_ssh_signature(const SshSignature& signature, std::string_view message,
                                  std::string_view name_space) {
  start_library();
  if (signature.name_space != name_space) {
    return failure(fmt::format("the SSH signature is for `{}` and not for `{}`",
                               signature.name_space, name_space),
                   fmt::format("sign again with `ssh-keygen -Y sign -n {}`", name_space));
  }
  std::string data = ssh_signed_data(message, name_space, signature.hash);
  if (signature.key.hardware) data = seen_by_hardware(signature, data);
  const int status = crypto_sign_verify_detached(signature.signature.data(), unsigned_bytes(data),
                                                 data.size(), signature.key.point.data());
  if (status != 0) {
    return failure(
        fmt::format("the SSH signature by {} does not fit what is signed",
                    fingerprint(signature.key)),
        "what is signed or the signature was changed afterwards; restore both, or sign again");
  }
  return {};
}

bool has_presence(const SshSignature& signature) {
  return !signature.key.hardware || (signature.flags & 1) != 0;
}

std::string to_armour(const SshSignature& signature) {
  std::string blob(magic);
  append_number(blob, 1);  // version
  append_string(blob, ssh_key_blob(signature.key));
  append_string(blob, signature.name_space);
  append_string(blob, "");  // reserved
  append_string(blob, name_of(signature.hash));
  append_string(blob, inner_of(signature));
  std::string text;
  append_base64(text, {unsigned_bytes(blob), blob.size()});
  std::string armour(ssh_signature_begin);
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, armour_columns);
    armour += line;
    armour += '\n';
    rest.remove_prefix(line.size());
  }
  armour += ssh_signature_end;
  return armour;
}

}  // namespace ensign::crypto
