#include "crypto/digest.h"

#include <sodium.h>

#include "crypto/library.h"

namespace ensign::crypto {
namespace {

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  start_library();
  Sha256 digest;
  crypto_hash_sha256(digest.bytes.data(), unsigned_bytes(bytes), bytes.size());
  return digest;
}

std::string hex(const Sha256& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(digest.bytes.size() * 2);
  for (const std::uint8_t byte : digest.bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0F];
  }
  return text;
}

// Only what hex() writes: an upper-case digest would make two spellings of one content.
std::optional<Sha256> sha256_from_hex(std::string_view text) {
  Sha256 digest;
  if (text.size() != digest.bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
    const int high = digit_value(text[2 * i]);
    const int low = digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

std::array<std::uint8_t, 64> blake2b_512(std::string_view bytes) {
  start_library();
  std::array<std::uint8_t, 64> digest{};
  crypto_generichash(digest.data(), digest.size(), unsigned_bytes(bytes), bytes.size(), nullptr, 0);
  return digest;
}

}  // namespace ensign::crypto
