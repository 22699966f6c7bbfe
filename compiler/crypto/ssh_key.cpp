#include "crypto/ssh_key.h"

#include <algorithm>
#include <fmt/format.h>
#include <sodium.h>
#include <span>

#include "crypto/base64.h"
#include "crypto/digest.h"
#include "crypto/library.h"
#include "crypto/ssh_wire.h"

namespace ensign::crypto {
namespace {

constexpr std::string_view plain_type = "ssh-ed25519";
constexpr std::string_view hardware_type = "sk-ssh-ed25519@openssh.com";
constexpr std::size_t longest_line = 1000;

constexpr std::string_view how_to_make =
    "make an Ed25519 key with `ssh-keygen -t ed25519`, and write its `.pub` file here";
constexpr std::string_view how_to_copy = "copy the line of the `.pub` file again, whole";

Failure of_type(std::string_view type) {
  return {fmt::format("keys of type `{}` are not used here", type), std::string(how_to_make)};
}

Failure damaged(std::string_view how) {
  return {fmt::format("the SSH key {}", how), std::string(how_to_copy)};
}

bool is_type(std::string_view word) { return word == plain_type || word == hardware_type; }

// Printable: a comment is shown to people, and may hold letters of any script.
bool has_controls(std::string_view line) {
  return std::ranges::any_of(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<Failure> fault_of(std::string_view line) {
  if (line.find("PRIVATE KEY") != line.npos) {
    return Failure{"this is a private key, and nobody but its owner may have it",
                   "treat it as stolen: make another with `ssh-keygen -t ed25519`, and write its "
                   "`.pub` file here"};
  }
  if (line.size() > longest_line) return damaged("is longer than any Ed25519 key");
  if (has_controls(line)) return damaged("holds a line end, a tab or a control character");
  return std::nullopt;
}

}  // namespace

Result<SshPublicKey> parse_ssh_key_blob(std::string_view blob) {
  start_library();
  WireReader reader(blob);
  const auto type = reader.string();
  if (!type) return std::unexpected(damaged("is cut off"));
  if (!is_type(*type)) return std::unexpected(of_type(*type));
  SshPublicKey key;
  key.hardware = *type == hardware_type;
  const auto point = reader.string();
  if (!point || point->size() != key.point.size()) {
    return std::unexpected(damaged("does not hold 32 bytes"));
  }
  std::copy(point->begin(), point->end(), key.point.begin());
  if (key.hardware) {
    const auto application = reader.string();
    if (!application || application->empty()) {
      return std::unexpected(damaged("does not say which application it is for"));
    }
    key.application = *application;
  }
  if (!reader.at_end()) return std::unexpected(damaged("goes on behind its end"));
  if (crypto_core_ed25519_is_valid_point(key.point.data()) != 1) {
    return std::unexpected(damaged("is no point of the Ed25519 group"));
  }
  return key;
}

Result<SshPublicKey> parse_ssh_public_key(std::string_view line) {
  if (auto fault = fault_of(line)) return std::unexpected(std::move(*fault));
  const std::size_t space = line.find(' ');
  const std::string_view type = line.substr(0, space);
  if (!is_type(type)) {
    const bool options = type.find('=') != type.npos || type.find(',') != type.npos;
    if (!options && !type.empty()) return std::unexpected(of_type(type));
    return failure("the SSH key does not begin with its type",
                   fmt::format("write `{} AAAA… comment`, without options before it", plain_type));
  }
  std::string_view rest = space == line.npos ? "" : line.substr(space + 1);
  const std::string_view text = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), text.size() + 1));
  const auto blob = bytes_of_base64(text);
  if (!blob || blob->empty()) {
    return std::unexpected(damaged("is not followed by canonical base64"));
  }
  SshPublicKey key = TRY(parse_ssh_key_blob(*blob));
  if (key.hardware != (type == hardware_type)) {
    return std::unexpected(damaged(fmt::format("says `{}` and holds another type", type)));
  }
  key.comment = rest;
  return key;
}

std::string ssh_key_blob(const SshPublicKey& key) {
  std::string blob;
  append_string(blob, key.hardware ? hardware_type : plain_type);
  append_string(blob, {reinterpret_cast<const char*>(key.point.data()), key.point.size()});
  if (key.hardware) append_string(blob, key.application);
  return blob;
}

std::string fingerprint(const SshPublicKey& key) {
  std::string text = "SHA256:";
  append_base64(text, sha256(ssh_key_blob(key)).bytes);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

}  // namespace ensign::crypto
