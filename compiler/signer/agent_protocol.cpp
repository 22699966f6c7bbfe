#include "signer/agent_protocol.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "crypto/ssh_wire.h"

namespace ensign::signer {
namespace {

using crypto::WireReader;

// draft-miller-ssh-agent-04, section 5.1.
constexpr char agent_failure = 5, ask_identities = 11, identities = 12, ask_signature = 13,
               signed_reply = 14;

constexpr std::uint32_t most_identities = 2048;  // as OpenSSH has it

constexpr std::string_view plain_type = "ssh-ed25519";
constexpr std::string_view hardware_type = "sk-ssh-ed25519@openssh.com";

Failure malformed(std::string_view how) {
  return {fmt::format("ssh-agent answered with something else than the protocol asks: {}", how),
          "check that SSH_AUTH_SOCK is the socket of an ssh-agent, or sign with `ssh-keygen`"};
}

// A comment is shown to people. One that could harm a terminal is no comment.
std::string comment_of(std::string_view text) {
  const bool harmless =
      text.size() <= 1000 && visible(text) == text && text.find_first_of("\t\n") == text.npos;
  return harmless ? std::string(text) : std::string();
}

Result<WireReader> body_of(std::string_view reply, char type, std::string_view refused,
                           std::string_view cure) {
  if (reply == std::string_view(&agent_failure, 1)) {
    return failure(std::string(refused), std::string(cure));
  }
  if (reply.empty() || reply.front() != type) {
    return std::unexpected(malformed("a message of another type"));
  }
  return WireReader(reply.substr(1));
}

}  // namespace

std::string request_for_identities() { return {ask_identities}; }

std::string request_to_sign(const crypto::SshPublicKey& key, std::string_view data) {
  std::string request{ask_signature};
  crypto::append_string(request, crypto::ssh_key_blob(key));
  crypto::append_string(request, data);
  crypto::append_number(request, 0);  // flags: those there are concern RSA
  return request;
}

Result<std::vector<crypto::SshPublicKey>> read_identities(std::string_view reply) {
  WireReader reader = TRY(body_of(reply, identities, "ssh-agent does not list its keys",
                                  "it may be locked: unlock it with `ssh-add -X`"));
  const auto count = reader.number();
  if (!count) return std::unexpected(malformed("no number of keys"));
  if (*count > most_identities) return std::unexpected(malformed("more keys than anybody has"));
  std::vector<crypto::SshPublicKey> keys;
  for (std::uint32_t i = 0; i < *count; ++i) {
    const auto blob = reader.string();
    const auto comment = blob ? reader.string() : std::nullopt;
    if (!comment) return std::unexpected(malformed("fewer keys than it announces"));
    const auto type = WireReader(*blob).string();
    if (!type) return std::unexpected(malformed("a key that does not say its type"));
    if (type != plain_type && type != hardware_type) continue;
    auto key = crypto::parse_ssh_key_blob(*blob);
    if (!key) return std::unexpected(malformed(key.error().message));
    key->comment = comment_of(*comment);
    keys.push_back(*std::move(key));
  }
  if (!reader.at_end()) return std::unexpected(malformed("something behind the last key"));
  return keys;
}

Result<void> read_signature(std::string_view reply, crypto::SshSignature& signature) {
  const bool hardware = signature.key.hardware;
  WireReader reader = TRY(body_of(
      reply, signed_reply,
      fmt::format("ssh-agent did not sign with {}", crypto::fingerprint(signature.key)),
      hardware ? "touch the key when it blinks, and confirm where your agent asks; `ssh-add -L` "
                 "lists the keys that it holds"
               : "confirm where your agent asks; `ssh-add -L` lists the keys that it holds, "
                 "`ssh-add FILE` adds one"));
  const auto blob = reader.string();
  if (!blob || !reader.at_end()) return std::unexpected(malformed("no whole signature"));
  WireReader inner(*blob);
  if (inner.string() != (hardware ? hardware_type : plain_type)) {
    return std::unexpected(malformed("a signature of another type than the key"));
  }
  const auto bytes = inner.string();
  if (!bytes || bytes->size() != signature.signature.size()) {
    return std::unexpected(malformed("a signature without its 64 bytes"));
  }
  std::ranges::copy(*bytes, signature.signature.begin());
  if (hardware) {
    const auto flags = inner.bytes(1);
    const auto counter = flags ? inner.number() : std::nullopt;
    if (!counter) return std::unexpected(malformed("a hardware signature without flags"));
    signature.flags = static_cast<std::uint8_t>(flags->front());
    signature.counter = *counter;
  }
  if (!inner.at_end()) return std::unexpected(malformed("something behind the signature"));
  return {};
}

}  // namespace ensign::signer
