#include <algorithm>
#include <fmt/format.h>
#include <sodium.h>

#include "crypto/base64.h"
#include "crypto/library.h"
#include "crypto/minisign.h"
#include "crypto/text_file.h"

namespace ensign::crypto {
namespace {

// Line 2 of a public key file: "Ed", the key id, the Ed25519 point.
constexpr std::size_t id_at = 2, point_at = 10, blob_size = 42;

constexpr std::string_view how_it_looks =
    "a minisign public key is a line of 56 characters that starts with `RW`, as "
    "`minisign -G` prints it";

Result<std::string_view> key_line(std::string_view text) {
  if (auto fault = malformed(text, "the public key")) return std::unexpected(std::move(*fault));
  const auto lines = lines_of(text);
  if (lines.size() == 1) return lines[0];
  if (lines.size() != 2) {
    return failure(fmt::format("the public key has {} lines instead of two", lines.size()),
                   "one file holds one key");
  }
  if (!lines[0].starts_with(untrusted_prefix) || !is_printable_ascii(lines[0])) {
    return failure("line 1 of the public key is no printable `untrusted comment: …`",
                   std::string(how_it_looks));
  }
  return lines[1];
}

}  // namespace

std::string key_id(const PublicKey& key) {
  std::string text;
  for (auto byte = key.id.rbegin(); byte != key.id.rend(); ++byte) {
    text += fmt::format("{:02X}", *byte);
  }
  return text;
}

Result<PublicKey> parse_public_key(std::string_view text) {
  start_library();
  const std::string_view line = TRY(key_line(text));
  std::array<std::uint8_t, blob_size> blob{};
  if (!decode_base64(line, blob)) {
    return failure("the public key is not canonical base64 of 42 bytes", std::string(how_it_looks));
  }
  if (blob[0] != 'E' || blob[1] != 'd') {
    return failure("the public key is of another kind than Ed25519", std::string(how_it_looks));
  }
  PublicKey key;
  std::copy_n(blob.begin() + id_at, key.id.size(), key.id.begin());
  std::copy_n(blob.begin() + point_at, key.bytes.size(), key.bytes.begin());
  if (crypto_core_ed25519_is_valid_point(key.bytes.data()) != 1) {
    return failure("the public key is damaged: it is no point of the Ed25519 group",
                   "copy it again from its owner");
  }
  return key;
}

std::string to_text(const PublicKey& key) {
  std::array<std::uint8_t, blob_size> blob{'E', 'd'};
  std::copy(key.id.begin(), key.id.end(), blob.begin() + id_at);
  std::copy(key.bytes.begin(), key.bytes.end(), blob.begin() + point_at);
  std::string text = fmt::format("{}minisign public key {}\n", untrusted_prefix, key_id(key));
  append_base64(text, blob);
  return text + "\n";
}

}  // namespace ensign::crypto
