#include "crypto/base64.h"

#include <sodium.h>

#include "crypto/library.h"

namespace ensign::crypto {
namespace {

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

// libsodium 1.0.18 takes every byte above 0x7F for a `/` where char is signed.
bool is_ascii(std::string_view text) {
  unsigned char seen = 0;
  for (const char c : text) seen |= static_cast<unsigned char>(c);
  return seen < 0x80;
}

std::size_t encoded_size(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

}  // namespace

bool decode_base64(std::string_view text, std::span<std::uint8_t> out) {
  start_library();
  if (text.size() != encoded_size(out.size()) || !is_ascii(text)) return false;
  if (out.empty()) return true;  // libsodium takes no null pointers
  std::size_t length = 0;
  const char* end = nullptr;
  const int status = sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr,
                                       &length, &end, variant);
  return status == 0 && length == out.size() && end == text.data() + text.size();
}

void append_base64(std::string& text, std::span<const std::uint8_t> bytes) {
  start_library();
  if (bytes.empty()) return;
  const std::size_t before = text.size();
  const std::size_t size = encoded_size(bytes.size());
  text.resize(before + size + 1);  // libsodium writes a final zero byte
  sodium_bin2base64(text.data() + before, size + 1, bytes.data(), bytes.size(), variant);
  text.resize(before + size);
}

}  // namespace ensign::crypto
