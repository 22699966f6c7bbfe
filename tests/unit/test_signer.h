// Keys and signatures for tests: the key of each person is drawn from their name, and Ed25519 is
// deterministic, so the same statement is the same bytes in every run. These keys are public: they
// sign nothing but examples.
#pragma once

#include <array>
#include <sodium.h>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base64.h"
#include "crypto/digest.h"
#include "crypto/ssh_verify.h"
#include "model/statement.h"

namespace ensign::test {

class Signer {
 public:
  explicit Signer(std::string_view name) {
    const crypto::Sha256 seed = crypto::sha256("ensign test key of " + std::string(name));
    crypto_sign_seed_keypair(key_.point.data(), secret_.data(), seed.bytes.data());
  }

  // As a hardware authenticator would, touched or not.
  Signer& as_hardware(bool touched) {
    key_.hardware = true;
    key_.application = "ssh:";
    flags_ = touched ? 1 : 0;
    return *this;
  }

  const crypto::SshPublicKey& key() const { return key_; }

  // The line of a `.pub` file.
  std::string public_line() const {
    std::string line = key_.hardware ? "sk-ssh-ed25519@openssh.com " : "ssh-ed25519 ";
    const std::string blob = crypto::ssh_key_blob(key_);
    crypto::append_base64(line, std::vector<std::uint8_t>(blob.begin(), blob.end()));
    return line;
  }

  std::string armour(std::string_view message,
                     std::string_view name_space = model::statement_namespace) const {
    crypto::SshSignature signature;
    signature.key = key_;
    signature.name_space = name_space;
    signature.flags = flags_;
    std::string data = crypto::ssh_signed_data(message, name_space);
    if (key_.hardware) data = seen_by_hardware(data);
    crypto_sign_detached(signature.signature.data(), nullptr,
                         reinterpret_cast<const unsigned char*>(data.data()), data.size(),
                         secret_.data());
    return crypto::to_armour(signature);
  }

  std::string sign(const std::string& lines) const { return lines + armour(lines); }

 private:
  static std::string digest_of(std::string_view bytes) {
    const auto digest = crypto::sha256(bytes).bytes;
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
  }
  std::string seen_by_hardware(std::string_view data) const {
    return digest_of(key_.application) + static_cast<char>(flags_) + std::string(4, '\0') +
           digest_of(data);
  }

  crypto::SshPublicKey key_;
  std::array<unsigned char, 64> secret_{};
  std::uint8_t flags_ = 0;
};

// The nine lines of a statement.
struct Lines {
  std::string signer = "ada";
  std::string action = "approve";
  std::string subject = "flag/checkout@production";
  std::string content = "absent";  // or `sha256:…`
  std::string revision = "1";
  std::string previous = "none";
  std::string issued = "2026-05-20T09:00:00Z";
  std::string project = "5f0c2d7e9b1a4c33";

  std::string text() const {
    return "ensign-approval/1\nproject: " + project + "\naction: " + action +
           "\nsubject: " + subject + "\ncontent: " + content + "\nrevision: " + revision +
           "\nprevious: " + previous + "\nsigner: " + signer + "\nissued: " + issued + "\n";
  }
  std::string path() const {
    return "approvals/" + subject + "/" + signer + "." + action + ".approval";
  }
};

inline std::string digest_text(std::string_view content) {
  return "sha256:" + crypto::hex(crypto::sha256(content));
}

}  // namespace ensign::test
