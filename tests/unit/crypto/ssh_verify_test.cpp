#include "crypto/ssh_verify.h"

#include <sodium.h>

#include "crypto/base64.h"
#include "crypto/digest.h"
#include "crypto/ssh_wire.h"
#include "crypto/stock_tools.h"

using namespace ensign::crypto;

namespace {

constexpr std::string_view purpose = "approval.v1@ensign";

std::string text_of(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

// An Ed25519 pair whose secret half this test knows.
struct Pair {
  std::array<std::uint8_t, 32> point{};
  std::array<std::uint8_t, 64> secret{};

  Pair() {
    const std::array<std::uint8_t, 32> seed{7};
    crypto_sign_seed_keypair(point.data(), secret.data(), seed.data());
  }
  std::array<std::uint8_t, 64> sign(const std::string& data) const {
    std::array<std::uint8_t, 64> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const unsigned char*>(data.data()), data.size(),
                         secret.data());
    return signature;
  }
};

SshSignature plainly_signed(const std::string& message, std::string_view name_space = purpose,
                            SshSignature::Hash hash = SshSignature::Hash::sha512) {
  const Pair pair;
  SshSignature signature;
  signature.key.point = pair.point;
  signature.name_space = name_space;
  signature.hash = hash;
  signature.signature = pair.sign(ssh_signed_data(message, name_space, hash));
  return signature;
}

// A hardware key in software, by the letter of PROTOCOL.u2f: SHA256(application), flags, counter,
// SHA256(data).
SshSignature hardware_signed(const std::string& message, std::uint8_t flags) {
  const Pair pair;
  SshSignature signature;
  signature.key = {.point = pair.point, .hardware = true, .application = "ssh:", .comment = ""};
  signature.name_space = purpose;
  signature.flags = flags;
  signature.counter = 0x01020304;
  std::string seen = text_of(sha256("ssh:").bytes);
  seen += static_cast<char>(flags);
  seen += "\x01\x02\x03\x04";
  seen += text_of(sha256(ssh_signed_data(message, purpose)).bytes);
  signature.signature = pair.sign(seen);
  return signature;
}

bool verifies(const SshSignature& signature, std::string_view message,
              std::string_view name_space = purpose) {
  return verify_ssh_signature(signature, message, name_space).has_value();
}

// A folder in which stock ssh-keygen finds `ada`'s key to verify against.
void allow(const stock::TemporaryFolder& folder, const SshPublicKey& key) {
  std::string line = "ada ";
  line += key.hardware ? "sk-ssh-ed25519@openssh.com " : "ssh-ed25519 ";
  const std::string blob = ssh_key_blob(key);
  append_base64(line, {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
  folder.write("allowed", line + "\n");
}

bool stock_verifies(const stock::TemporaryFolder& folder, const SshSignature& signature,
                    std::string_view message) {
  allow(folder, signature.key);
  folder.write("text", message);
  folder.write("text.sig", to_armour(signature));
  return folder
             .run("ssh-keygen -Y verify -f allowed -I ada -n " + std::string(purpose) +
                  " -s text.sig < text")
             .status == 0;
}

}  // namespace

TEST_CASE("ssh verification: what stock ssh-keygen signs, to the byte") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C ada -f key").status == 0);
  // A missing final line feed and carriage returns are part of what is signed; nothing is trimmed.
  for (const std::string message : {"signed\n", "signed", "signed\r\n", "", "\n"}) {
    for (const std::string hash : {"sha512", "sha256"}) {
      CAPTURE(message);
      CAPTURE(hash);
      folder.write("text", message);
      REQUIRE(folder
                  .run("rm -f text.sig; ssh-keygen -q -Y sign -n approval.v1@ensign -O hashalg=" +
                       hash + " -f key text")
                  .status == 0);
      const std::string armour = folder.read("text.sig");
      const auto signature = parse_ssh_signature(armour);
      REQUIRE(signature);
      CHECK(verifies(*signature, message));
      CHECK(has_presence(*signature));
      CHECK_FALSE(verifies(*signature, message + "\n"));
      CHECK(to_armour(*signature) == armour);
    }
  }
}

TEST_CASE("ssh verification: stock ssh-keygen verifies what we write") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  const std::string message = "what ada agrees to\n";
  for (const auto hash : {SshSignature::Hash::sha512, SshSignature::Hash::sha256}) {
    const SshSignature signature = plainly_signed(message, purpose, hash);
    CHECK(verifies(signature, message));
    CHECK(stock_verifies(folder, signature, message));
    CHECK_FALSE(stock_verifies(folder, signature, "something else\n"));
  }
  const SshSignature touched = hardware_signed(message, 1);
  CHECK(verifies(touched, message));
  CHECK(stock_verifies(folder, touched, message));
}

TEST_CASE("ssh verification: a hardware key that nobody touched is told apart from a bad one") {
  const std::string message = "what ada agrees to\n";
  const SshSignature untouched = hardware_signed(message, 0);
  CHECK(verifies(untouched, message));
  CHECK_FALSE(has_presence(untouched));
  CHECK(has_presence(hardware_signed(message, 1)));
  CHECK(has_presence(hardware_signed(message, 5)));        // touched, and the person was verified
  CHECK_FALSE(has_presence(hardware_signed(message, 4)));  // verified without a touch
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  CHECK(stock_verifies(folder, untouched, message));  // which is why we look ourselves
}

TEST_CASE("ssh verification: every change is noticed") {
  const std::string message = "what ada agrees to\n";
  const auto changed = [&](const SshSignature& from, auto change) {
    SshSignature signature = from;
    change(signature);
    return verifies(signature, message);
  };
  const SshSignature hardware = hardware_signed(message, 1);
  for (const SshSignature& good : {plainly_signed(message), hardware}) {
    REQUIRE(verifies(good, message));
    for (std::size_t bit = 0; bit < 512; ++bit) {
      REQUIRE_FALSE(changed(good, [&](auto& one) {
        one.signature[bit / 8] = static_cast<std::uint8_t>(one.signature[bit / 8] ^ 1 << bit % 8);
      }));
    }
    for (std::size_t at = 0; at < message.size(); ++at) {
      std::string other = message;
      other[at] = static_cast<char>(other[at] ^ 1);
      REQUIRE_FALSE(verifies(good, other));
    }
    CHECK_FALSE(changed(good, [](auto& one) { one.hash = SshSignature::Hash::sha256; }));
    CHECK_FALSE(changed(good, [](auto& one) { one.key.point = {0x58}; }));
    CHECK_FALSE(changed(good, [](auto& one) { one.key.hardware = !one.key.hardware; }));
    CHECK_FALSE(verifies(good, message, "breakglass.v1@ensign"));
  }
  CHECK_FALSE(changed(hardware, [](auto& one) { one.flags = 0; }));
  CHECK_FALSE(changed(hardware, [](auto& one) { one.flags |= 4; }));
  CHECK_FALSE(changed(hardware, [](auto& one) { ++one.counter; }));
  CHECK_FALSE(changed(hardware, [](auto& one) { one.key.application = "ssh:x"; }));
}

TEST_CASE("ssh verification: a signature for another purpose, even when relabelled") {
  const std::string message = "what ada agrees to\n";
  SshSignature of_git = plainly_signed(message, "git");
  const auto verdict = verify_ssh_signature(of_git, message, purpose);
  REQUIRE_FALSE(verdict);
  CHECK(verdict.error().message ==
        "the SSH signature is for `git` and not for `approval.v1@ensign`");
  of_git.name_space = purpose;
  CHECK_FALSE(verifies(of_git, message));
}

TEST_CASE("ssh verification: signed over a reserved field that is not empty") {
  const std::string message = "what ada agrees to\n";
  SshSignature signature = plainly_signed(message);
  std::string data = "SSHSIG";
  append_string(data, purpose);
  append_string(data, "reserved");
  append_string(data, "sha512");
  std::string digest(64, '\0');
  crypto_hash_sha512(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(message.data()), message.size());
  append_string(data, digest);
  signature.signature = Pair().sign(data);
  CHECK_FALSE(verifies(signature, message));
}

TEST_CASE("ssh verification: a signature with a second spelling, and keys of small order") {
  const std::string message = "what ada agrees to\n";
  SshSignature signature = plainly_signed(message);
  // S + L (RFC 8032, section 5.1.7) would verify where the range of S is not checked.
  constexpr std::array<std::uint8_t, 32> order{0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58,
                                               0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
                                               0,    0,    0,    0,    0,    0,    0,    0,
                                               0,    0,    0,    0,    0,    0,    0,    0x10};
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += signature.signature[32 + i] + order[i];
    signature.signature[32 + i] = static_cast<std::uint8_t>(carry & 0xFF);
    carry >>= 8;
  }
  CHECK_FALSE(verifies(signature, message));
  for (const std::uint8_t first :
       {std::uint8_t{0}, std::uint8_t{1}}) {  // a key and a signature that fit any message
    SshSignature forged = plainly_signed(message);
    forged.key.point = {first};
    forged.signature = {first};
    CHECK_FALSE(verifies(forged, message));
  }
}
