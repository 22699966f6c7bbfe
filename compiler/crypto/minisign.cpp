#include "crypto/minisign.h"

#include <fmt/format.h>
#include <sodium.h>

#include "base/assert.h"
#include "crypto/digest.h"
#include "crypto/library.h"
#include "crypto/signature_file.h"
#include "crypto/text_file.h"

namespace ensign::crypto {
namespace {

using Signature = std::array<std::uint8_t, 64>;

std::string_view text_of(const std::array<std::uint8_t, 64>& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Signature sign(const std::array<std::uint8_t, 64>& secret, std::string_view message) {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       secret.data());
  return signature;
}

bool signed_by(const PublicKey& key, const Signature& signature, std::string_view message) {
  return crypto_sign_verify_detached(signature.data(),
                                     reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), key.bytes.data()) == 0;
}

}  // namespace

std::string minisign(const SecretKey& key, std::string_view bytes,
                     std::string_view trusted_comment) {
  ENSIGN_ASSERT(is_printable_ascii(trusted_comment));
  ENSIGN_ASSERT(trusted_comment.size() <= longest_trusted_comment);
  start_library();
  SignatureFile file;
  file.key_id = key.public_key().id;
  file.signature = sign(key.secret_, text_of(blake2b_512(bytes)));
  file.trusted_comment = trusted_comment;
  file.global_signature = sign(key.secret_, file.globally_signed());
  return to_text(file);
}

Result<std::string> verify_minisign(const PublicKey& key, std::string_view bytes,
                                    std::string_view signature_file) {
  start_library();
  const SignatureFile file = TRY(parse_signature_file(signature_file));
  if (file.key_id != key.id) {
    return failure(fmt::format("the signature is by key {}, not by key {}",
                               key_id({.id = file.key_id, .bytes = {}}), key_id(key)),
                   "verify with the public key of the signer, or sign with the key that is trusted "
                   "here");
  }
  if (!signed_by(key, file.signature, text_of(blake2b_512(bytes)))) {
    return failure(fmt::format("the signature by key {} does not fit the file", key_id(key)),
                   "the file or its signature was changed after signing; get both again from their "
                   "origin");
  }
  if (!signed_by(key, file.global_signature, file.globally_signed())) {
    return failure(
        fmt::format("the trusted comment does not belong to this signature by key {}", key_id(key)),
        "the comment was edited or taken from another signature; get the file again from its "
        "origin");
  }
  return file.trusted_comment;
}

}  // namespace ensign::crypto
