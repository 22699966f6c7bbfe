#include <algorithm>
#include <sodium.h>
#include <utility>

#include "crypto/library.h"
#include "crypto/minisign.h"
#include "crypto/random.h"
#include "crypto/secret_key_file.h"

namespace ensign::crypto {

SecretKey::SecretKey(SecretKey&& other) noexcept : public_(other.public_), secret_(other.secret_) {
  wipe(other.secret_);
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this != &other) {
    public_ = other.public_;
    secret_ = other.secret_;
    wipe(other.secret_);
  }
  return *this;
}

SecretKey::~SecretKey() { wipe(secret_); }

bool SecretKey::is_encrypted(std::string_view text) {
  const auto file = SecretKeyFile::parse(text);
  return file && file->is_encrypted();
}

SecretKey SecretKey::from_seed(const std::array<std::uint8_t, 32>& seed,
                               const std::array<std::uint8_t, 8>& id) {
  start_library();
  SecretKey key;
  key.public_.id = id;
  crypto_sign_seed_keypair(key.public_.bytes.data(), key.secret_.data(), seed.data());
  return key;
}

Result<SecretKey> SecretKey::parse(std::string_view text, std::string_view password) {
  SecretKeyFile file = TRY(SecretKeyFile::parse(text));
  if (file.is_encrypted()) {
    if (password.empty()) {
      return failure("the secret key is encrypted and no password was given",
                     "give its password, or use a key without one (`minisign -G -W`)");
    }
    TRY(file.decrypt(password));
  }
  if (!file.checksum_holds()) {
    // The sealed part has no other mark, so these two cannot be told apart.
    return file.is_encrypted()
               ? failure("the password does not open the secret key",
                         "try again; if the password is right, the file is damaged: restore it "
                         "from its backup")
               : failure("the secret key is damaged: its checksum does not fit",
                         "restore the file from its backup");
  }
  // libsodium keeps the seed and then the public key. Signing with a pair that does not belong
  // together would give the secret away, so the pair is made anew from the seed.
  std::array<std::uint8_t, 32> seed{};
  std::copy_n(file.secret().begin(), seed.size(), seed.begin());
  std::array<std::uint8_t, 8> id{};
  std::copy_n(file.id().begin(), id.size(), id.begin());
  SecretKey key = from_seed(seed, id);
  wipe(seed);
  if (sodium_memcmp(key.secret_.data(), file.secret().data(), key.secret_.size()) != 0) {
    return failure("the secret key is damaged: its two halves do not belong together",
                   "restore the file from its backup");
  }
  return key;
}

std::string SecretKey::to_text() const {
  return SecretKeyFile::unencrypted(public_.id, secret_).to_text();
}

}  // namespace ensign::crypto
