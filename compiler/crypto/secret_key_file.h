// The bytes of a minisign secret key file (minisign 0.11, `SeckeyStruct`), before anything in them
// is believed. What is sealed is the key id, the Ed25519 secret and their checksum, XORed with a
// scrypt stream when a password protects them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/minisign.h"

namespace ensign::crypto {

// How hard it is to guess a password: of scrypt. As much as minisign asks for.
struct ScryptWork {
  std::uint64_t operations = std::uint64_t{1} << 25;
  std::uint64_t memory = std::uint64_t{1} << 30;  // bytes
};

// Wipes itself.
class SecretKeyFile {
 public:
  static constexpr std::size_t sealed_size = 104;  // key id 8, secret 64, checksum 32

  SecretKeyFile() = default;
  SecretKeyFile(const SecretKeyFile&) = default;
  SecretKeyFile& operator=(const SecretKeyFile&) = default;
  ~SecretKeyFile();

  static Result<SecretKeyFile> parse(std::string_view text);
  // An unencrypted file. Its checksum is left zero, as minisign 0.11 does.
  static SecretKeyFile unencrypted(std::span<const std::uint8_t, 8> id,
                                   std::span<const std::uint8_t, 64> secret);

  // Seals it with a scrypt stream from the password and a fresh salt. Asks for as much work as it
  // is given, or less where the machine has not the memory, as minisign does.
  Result<void> encrypt(std::string_view password, ScryptWork work);

  bool is_encrypted() const { return bytes_[2] == 'S'; }
  Result<void> decrypt(std::string_view password);
  // Whether the checksum fits; an absent one (all zero) fits when the file was never encrypted.
  bool checksum_holds() const;

  std::span<const std::uint8_t, 8> id() const { return part<54, 8>(); }
  std::span<const std::uint8_t, 64> secret() const { return part<62, 64>(); }
  std::string to_text() const;

 private:
  template <std::size_t at, std::size_t size>
  std::span<const std::uint8_t, size> part() const {
    return std::span(bytes_).template subspan<at, size>();
  }
  std::span<const std::uint8_t, 32> salt() const { return part<6, 32>(); }
  std::span<const std::uint8_t, 32> checksum() const { return part<126, 32>(); }
  std::uint64_t number_at(std::size_t offset) const;  // little-endian
  void set_number_at(std::size_t offset, std::uint64_t value);
  std::array<std::uint8_t, 32> computed_checksum() const;
  bool apply_stream(std::string_view password);  // false without enough memory

  // "Ed", key derivation ("Sc" or zero), "B2", salt, operations limit, memory limit, sealed part.
  std::array<std::uint8_t, 158> bytes_{'E', 'd', 0, 0, 'B', '2'};
};

// The key file as `minisign -G` writes it. The password is not empty.
Result<std::string> encrypted_text(const SecretKey& key, std::string_view password,
                                   ScryptWork work = {});

}  // namespace ensign::crypto
