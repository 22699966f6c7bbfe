#include "crypto/ssh_wire.h"

#include <span>

#include "crypto/base64.h"

namespace ensign::crypto {

std::optional<std::string_view> WireReader::bytes(std::size_t count) {
  if (rest_.size() < count) return std::nullopt;
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::optional<std::uint32_t> WireReader::number() {
  const auto taken = bytes(4);
  if (!taken) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : *taken) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::optional<std::string_view> WireReader::string() {
  const auto length = number();
  return length ? bytes(*length) : std::nullopt;
}

void append_number(std::string& to, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) to += static_cast<char>(value >> shift & 0xFF);
}

void append_string(std::string& to, std::string_view value) {
  append_number(to, static_cast<std::uint32_t>(value.size()));
  to += value;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t size = text.size() / 4 * 3;
  if (text.ends_with("==")) {
    size -= 2;
  } else if (text.ends_with('=')) {
    size -= 1;
  }
  std::string bytes(size, '\0');
  const std::span out(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
  return decode_base64(text, out) ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace ensign::crypto
