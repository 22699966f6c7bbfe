#include "crypto/ssh_signature.h"

#include "crypto/base64.h"
#include "crypto/ssh_wire.h"
#include "crypto/stock_tools.h"

using namespace ensign::crypto;

namespace {

std::string armoured(const std::string& blob, std::size_t columns = 70) {
  std::string text;
  append_base64(text, {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
  std::string result(ssh_signature_begin);
  for (std::size_t at = 0; at < text.size(); at += columns) {
    result += text.substr(at, columns) + "\n";
  }
  return result + std::string(ssh_signature_end);
}

// A blob by the letter of PROTOCOL.sshsig, each part to be replaced.
struct Parts {
  std::string magic = "SSHSIG";
  std::uint32_t version = 1;
  std::string type = "ssh-ed25519";
  std::string name_space = "approval.v1@ensign";
  std::string reserved = "";
  std::string hash = "sha512";
  std::string signature = std::string(64, 's');
  std::string after_signature = "";
  std::string after = "";

  std::string blob() const {
    std::string point(32, '\x66');  // the base point, RFC 8032
    point[0] = '\x58';
    std::string key;
    append_string(key, type);
    append_string(key, point);
    if (type.starts_with("sk-")) append_string(key, "ssh:");
    std::string inner;
    append_string(inner, type);
    append_string(inner, signature);
    inner += after_signature;
    std::string result = magic;
    append_number(result, version);
    for (const std::string_view part :
         {std::string_view(key), std::string_view(name_space), std::string_view(reserved),
          std::string_view(hash), std::string_view(inner)}) {
      append_string(result, part);
    }
    return result + after;
  }
};

std::string message(const std::string& armour) {
  const auto signature = parse_ssh_signature(armour);
  return signature ? "accepted"
                   : signature.error().message.substr(18);  // after "the SSH signature "
}
std::string message(const Parts& parts) { return message(armoured(parts.blob())); }

}  // namespace

TEST_CASE("ssh signatures: what stock ssh-keygen signs is read") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C ada -f key").status == 0);
  folder.write("text", "what is signed\n");
  for (const std::string hash : {"sha512", "sha256"}) {
    REQUIRE(folder
                .run("rm -f text.sig; ssh-keygen -q -Y sign -n approval.v1@ensign -O hashalg=" +
                     hash + " -f key text")
                .status == 0);
    const auto signature = parse_ssh_signature(folder.read("text.sig"));
    REQUIRE(signature);
    CHECK(signature->name_space == "approval.v1@ensign");
    CHECK((signature->hash == SshSignature::Hash::sha256) == (hash == "sha256"));
    const std::string line = folder.read("key.pub");
    CHECK(signature->key.same_as(*parse_ssh_public_key(line.substr(0, line.size() - 1))));
  }
}

TEST_CASE("ssh signatures: a blob by the letter, in lines of any length") {
  const std::string blob = Parts().blob();
  for (const std::size_t columns : {20u, 70u, 76u, 1000u}) {
    CHECK(message(armoured(blob, columns)) == "accepted");
  }
}

TEST_CASE("ssh signatures: a hardware key adds flags and a counter") {
  Parts parts{.type = "sk-ssh-ed25519@openssh.com"};
  CHECK(message(parts) == "lacks the flags of its hardware key");
  parts.after_signature = std::string("\x01\x00\x00\x01\x02", 5);
  const auto signature = parse_ssh_signature(armoured(parts.blob()));
  REQUIRE(signature);
  CHECK(signature->flags == 1);
  CHECK(signature->counter == 258);
}

TEST_CASE("ssh signatures: everything else is refused") {
  CHECK(message(Parts{.version = 0}) == "is of another version than 1");
  CHECK(message(Parts{.version = 2}) == "is of another version than 1");
  CHECK(message(Parts{.magic = "SSHSIF"}) == "does not hold one");
  CHECK(message(Parts{.name_space = ""}) == "does not say what it is for");
  CHECK(message(Parts{.reserved = "x"}) == "uses a field that is reserved");
  CHECK(message(Parts{.hash = "sha1"}) == "is over a hash that is not SHA-256 or SHA-512");
  CHECK(message(Parts{.signature = std::string(63, 's')}) == "does not hold 64 bytes");
  CHECK(message(Parts{.after_signature = "x"}) == "goes on behind its end");
  CHECK(message(Parts{.after = "x"}) == "goes on behind its end");
  const std::string blob = Parts().blob();
  CHECK(message(armoured(blob.substr(0, blob.size() - 1))) == "is cut off");

  const std::string good = armoured(blob);
  CHECK(message(good + "\n") == "is followed by something else");
  CHECK(message(good + good) == "is followed by something else");
  CHECK(message(good.substr(0, good.size() - 1)).contains("and a line feed"));
  CHECK(message("\n" + good).contains("does not begin"));
  std::string unpadded = good;
  unpadded.erase(unpadded.find('='), 1);
  CHECK(message(unpadded) == "is not canonical base64");
  std::string crlf = good;
  crlf.insert(crlf.find('\n', 40), "\r");
  CHECK(message(crlf) == "is not canonical base64");
  std::string gap = good;
  gap.insert(gap.find('\n', 40), "\n");
  CHECK(message(gap) == "has a broken line");
}
