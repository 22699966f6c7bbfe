// Keys and signatures in the formats of minisign (https://jedisct1.github.io/minisign/, version
// 0.11): Ed25519 keys, and prehashed `ED` signatures over BLAKE2b-512 of the file. What we write,
// the stock tool reads, and the other way round; but we read strictly: exactly four lines,
// canonical base64, no legacy `Ed`, printable comments.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ensign::crypto {

struct PublicKey {
  std::array<std::uint8_t, 8> id{};  // little-endian number that minisign prints in hex
  std::array<std::uint8_t, 32> bytes{};

  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

// Wipes itself. Never copied, never printed.
class SecretKey {
 public:
  SecretKey() = default;
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  ~SecretKey();

  // From the text of a minisign secret key file. An encrypted key needs its password; a wrong
  // password and a damaged key are told apart as far as the format allows.
  static Result<SecretKey> parse(std::string_view text, std::string_view password = {});
  // True when `text` is a key file that needs a password.
  static bool is_encrypted(std::string_view text);
  // From 32 random bytes and 8 bytes of key id, which the front door draws.
  static SecretKey from_seed(const std::array<std::uint8_t, 32>& seed,
                             const std::array<std::uint8_t, 8>& id);

  const PublicKey& public_key() const { return public_; }
  std::string to_text() const;  // unencrypted key file, as `minisign -G -W` writes it

 private:
  friend std::string minisign(const SecretKey&, std::string_view, std::string_view);
  PublicKey public_;
  std::array<std::uint8_t, 64> secret_{};
};

// 16 upper-case hex digits, as minisign prints it.
std::string key_id(const PublicKey& key);

Result<PublicKey> parse_public_key(std::string_view text);  // a .pub file, or its second line alone
std::string to_text(const PublicKey& key);

// The `.minisig` file (four lines, final line feed) over `bytes`. `trusted_comment` is printable
// ASCII, at most 1,000 bytes.
std::string minisign(const SecretKey& key, std::string_view bytes,
                     std::string_view trusted_comment);

// Verifies strictly and returns the trusted comment. The failure says which check failed.
Result<std::string> verify_minisign(const PublicKey& key, std::string_view bytes,
                                    std::string_view signature_file);

}  // namespace ensign::crypto
