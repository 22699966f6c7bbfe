// SHA-256 (FIPS 180-4) and BLAKE2b-512 (RFC 7693) through libsodium. This room knows how to hash
// and sign; what is hashed or signed is none of its business.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensign::crypto {

struct Sha256 {
  std::array<std::uint8_t, 32> bytes{};

  friend bool operator==(const Sha256&, const Sha256&) = default;
  friend auto operator<=>(const Sha256&, const Sha256&) = default;
};

Sha256 sha256(std::string_view bytes);
std::string hex(const Sha256& digest);  // 64 lower-case digits
std::optional<Sha256> sha256_from_hex(std::string_view text);

std::array<std::uint8_t, 64> blake2b_512(std::string_view bytes);

}  // namespace ensign::crypto
