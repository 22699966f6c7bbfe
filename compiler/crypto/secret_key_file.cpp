#include "crypto/secret_key_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <sodium.h>

#include "crypto/base64.h"
#include "crypto/library.h"
#include "crypto/random.h"
#include "crypto/text_file.h"

namespace ensign::crypto {
namespace {

constexpr std::size_t salt_at = 6, operations_at = 38, memory_at = 46, sealed_at = 54,
                      checksum_at = 126;

// Below this libsodium does not go, and neither does minisign.
constexpr std::uint64_t least_memory = std::uint64_t{1} << 24;

// minisign asks for 2^25 operations and 1 GiB; a file that asks for much more is not a key that
// somebody uses but an attempt to stop the machine.
constexpr std::uint64_t most_operations = std::uint64_t{1} << 28;
constexpr std::uint64_t most_memory = std::uint64_t{4} << 30;

constexpr std::string_view how_it_looks =
    "a minisign secret key file has two lines: `untrusted comment: …` and 212 characters that "
    "start with `RW`";

bool supported_derivation(std::uint8_t first, std::uint8_t second) {
  return (first == 0 && second == 0) || (first == 'S' && second == 'c');
}

}  // namespace

SecretKeyFile::~SecretKeyFile() { wipe(bytes_); }

Result<SecretKeyFile> SecretKeyFile::parse(std::string_view text) {
  if (auto fault = malformed(text, "the secret key file")) {
    return std::unexpected(std::move(*fault));
  }
  const auto lines = lines_of(text);
  if (lines.size() != 2) {
    return failure(fmt::format("the secret key file has {} line{} instead of two", lines.size(),
                               lines.size() == 1 ? "" : "s"),
                   std::string(how_it_looks));
  }
  if (!lines[0].starts_with(untrusted_prefix)) {
    return failure("line 1 of the secret key file is no `untrusted comment: …`",
                   std::string(how_it_looks));
  }
  SecretKeyFile file;
  if (!decode_base64(lines[1], file.bytes_)) {
    return failure("line 2 of the secret key file is not canonical base64 of 158 bytes",
                   std::string(how_it_looks));
  }
  const auto& bytes = file.bytes_;
  if (bytes[0] != 'E' || bytes[1] != 'd' || bytes[4] != 'B' || bytes[5] != '2') {
    return failure("the secret key is of another kind than Ed25519 with a BLAKE2b checksum",
                   std::string(how_it_looks));
  }
  if (!supported_derivation(bytes[2], bytes[3])) {
    return failure("the secret key is protected in a way other than scrypt",
                   "make a new key with `minisign -G`, or change its password with `minisign -C`");
  }
  return file;
}

SecretKeyFile SecretKeyFile::unencrypted(std::span<const std::uint8_t, 8> id,
                                         std::span<const std::uint8_t, 64> secret) {
  SecretKeyFile file;
  const auto after_id = std::copy(id.begin(), id.end(), file.bytes_.begin() + sealed_at);
  std::copy(secret.begin(), secret.end(), after_id);
  return file;
}

std::uint64_t SecretKeyFile::number_at(std::size_t offset) const {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i > 0; --i) value = value << 8 | bytes_[offset + i - 1];
  return value;
}

void SecretKeyFile::set_number_at(std::size_t offset, std::uint64_t value) {
  for (std::size_t i = 0; i < 8; ++i) {
    bytes_[offset + i] = static_cast<std::uint8_t>(value >> 8 * i & 0xFF);
  }
}

bool SecretKeyFile::apply_stream(std::string_view password) {
  start_library();
  std::array<std::uint8_t, sealed_size> stream{};
  const int status = crypto_pwhash_scryptsalsa208sha256(
      stream.data(), stream.size(), password.data(), password.size(), salt().data(),
      number_at(operations_at), static_cast<std::size_t>(number_at(memory_at)));
  if (status != 0) return false;
  for (std::size_t i = 0; i < sealed_size; ++i) bytes_[sealed_at + i] ^= stream[i];
  wipe(stream);
  return true;
}

Result<void> SecretKeyFile::encrypt(std::string_view password, ScryptWork work) {
  const auto computed = computed_checksum();
  std::ranges::copy(computed, bytes_.begin() + checksum_at);
  fill_random(std::span(bytes_).subspan<salt_at, 32>());
  for (; work.memory >= least_memory; work.operations /= 2, work.memory /= 2) {
    set_number_at(operations_at, work.operations);
    set_number_at(memory_at, work.memory);
    if (!apply_stream(password)) continue;
    bytes_[2] = 'S';
    bytes_[3] = 'c';
    return {};
  }
  return failure("there is not the memory to encrypt the secret key",
                 "make it on a machine with more free memory");
}

Result<void> SecretKeyFile::decrypt(std::string_view password) {
  const std::uint64_t operations = number_at(operations_at), memory = number_at(memory_at);
  if (operations > most_operations || memory > most_memory) {
    return failure("the secret key file asks for more work than any key of minisign's",
                   "it is damaged or was made to do harm; restore the file from its backup");
  }
  if (apply_stream(password)) return {};
  return failure(
      fmt::format("cannot unlock the secret key: scrypt needs {} MiB of memory", memory >> 20),
      "run this on a machine with more free memory, or use a key without a password "
      "(`minisign -G -W`) that the machine's own secret store protects");
}

std::array<std::uint8_t, 32> SecretKeyFile::computed_checksum() const {
  start_library();
  crypto_generichash_state state;
  std::array<std::uint8_t, 32> computed{};
  crypto_generichash_init(&state, nullptr, 0, computed.size());
  crypto_generichash_update(&state, bytes_.data(), 2);  // "Ed"
  crypto_generichash_update(&state, bytes_.data() + sealed_at, id().size() + secret().size());
  crypto_generichash_final(&state, computed.data(), computed.size());
  sodium_memzero(&state, sizeof state);
  return computed;
}

bool SecretKeyFile::checksum_holds() const {
  const auto stored = checksum();
  const bool absent =
      std::all_of(stored.begin(), stored.end(), [](auto byte) { return byte == 0; });
  if (absent && !is_encrypted()) return true;
  const auto computed = computed_checksum();
  return sodium_memcmp(computed.data(), stored.data(), stored.size()) == 0;
}

std::string SecretKeyFile::to_text() const {
  std::string text;
  text.reserve(300);  // never moved while it holds the secret
  text += untrusted_prefix;
  text += "minisign encrypted secret key\n";  // minisign 0.11 says so of every key
  append_base64(text, bytes_);
  text += '\n';
  return text;
}

Result<std::string> encrypted_text(const SecretKey& key, std::string_view password,
                                   ScryptWork work) {
  std::string plain = key.to_text();
  auto file = SecretKeyFile::parse(plain);
  wipe({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
  if (!file) return std::unexpected(std::move(file.error()));
  TRY(file->encrypt(password, work));
  return file->to_text();
}

}  // namespace ensign::crypto
