#include "crypto/ssh_key.h"

#include "crypto/base64.h"
#include "crypto/ssh_wire.h"
#include "crypto/stock_tools.h"

using namespace ensign::crypto;

namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string line_of(std::string_view type, const std::string& blob) {
  std::string line = std::string(type) + " ";
  append_base64(line, {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
  return line;
}

// The base point of Ed25519 (RFC 8032, section 5.1), which is in its group.
std::string base_point() {
  std::string point(32, '\x66');
  point[0] = '\x58';
  return point;
}

std::string message(const std::string& line) {
  const auto key = parse_ssh_public_key(line);
  return key ? "accepted" : key.error().message;
}

}  // namespace

TEST_CASE("ssh keys: stock ssh-keygen and we say the same of a key") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C 'ada of the web' -f key").status == 0);
  const auto key = parse_ssh_public_key(first_line(folder.read("key.pub")));
  REQUIRE(key);
  CHECK(key->comment == "ada of the web");
  CHECK_FALSE(key->hardware);
  CHECK(folder.run("ssh-keygen -lf key.pub").output.contains(" " + fingerprint(*key) + " "));
  CHECK(line_of("ssh-ed25519", ssh_key_blob(*key)) + " ada of the web\n" == folder.read("key.pub"));
}

TEST_CASE("ssh keys: a key of a hardware authenticator, by PROTOCOL.u2f") {
  std::string blob;
  append_string(blob, "sk-ssh-ed25519@openssh.com");
  append_string(blob, base_point());
  append_string(blob, "ssh:");
  const std::string line = line_of("sk-ssh-ed25519@openssh.com", blob);
  const auto key = parse_ssh_public_key(line);
  REQUIRE(key);
  CHECK(key->hardware);
  CHECK(key->application == "ssh:");
  CHECK(ssh_key_blob(*key) == blob);
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  folder.write("key.pub", line + " ada\n");
  CHECK(folder.run("ssh-keygen -lf key.pub").output.contains(" " + fingerprint(*key) + " "));
}

TEST_CASE("ssh keys: the identity is the blob, not the comment") {
  std::string blob;
  append_string(blob, "ssh-ed25519");
  append_string(blob, base_point());
  const std::string line = line_of("ssh-ed25519", blob);
  CHECK(parse_ssh_public_key(line)->same_as(*parse_ssh_public_key(line + " of somebody")));
  append_string(blob, "ssh:");
  CHECK(message(line_of("ssh-ed25519", blob)) == "the SSH key goes on behind its end");
}

TEST_CASE("ssh keys: other kinds of keys are told how to be replaced") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t rsa -b 2048 -N '' -f rsa").status == 0);
  REQUIRE(folder.run("ssh-keygen -q -t ecdsa -N '' -f ecdsa").status == 0);
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -f key").status == 0);
  REQUIRE(folder.run("ssh-keygen -q -s key -I ada -n ada key.pub").status == 0);
  for (const std::string name : {"rsa.pub", "ecdsa.pub", "key-cert.pub"}) {
    CAPTURE(name);
    const auto key = parse_ssh_public_key(first_line(folder.read(name)));
    REQUIRE_FALSE(key);
    CHECK(key.error().message.contains("are not used here"));
    CHECK(key.error().help.contains("ssh-keygen -t ed25519"));
  }
  const auto secret = parse_ssh_public_key(folder.read("key"));
  REQUIRE_FALSE(secret);
  CHECK(secret.error().message.contains("private key"));
}

TEST_CASE("ssh keys: everything but the one spelling is refused") {
  std::string blob;
  append_string(blob, "ssh-ed25519");
  append_string(blob, base_point());
  const std::string good = line_of("ssh-ed25519", blob);
  REQUIRE(message(good) == "accepted");
  CHECK(message("") == "the SSH key does not begin with its type");
  CHECK(message("ssh-ed25519") == "the SSH key is not followed by canonical base64");
  CHECK(message("no-pty,from=\"*\" " + good) == "the SSH key does not begin with its type");
  CHECK(message("ssh-ed25519  " + good.substr(12)) ==
        "the SSH key is not followed by canonical base64");
  CHECK(message(good + "A") == "the SSH key is not followed by canonical base64");
  CHECK(message(good + "\n") == "the SSH key holds a line end, a tab or a control character");
  CHECK(message(good + " " + std::string(1000, 'x')).contains("longer"));
  CHECK(message("sk-ssh-ed25519@openssh.com" + good.substr(11)).contains("holds another type"));
  std::string small;
  append_string(small, "ssh-ed25519");
  append_string(small, base_point().substr(1));
  CHECK(message(line_of("ssh-ed25519", small)) == "the SSH key does not hold 32 bytes");
  CHECK(message(line_of("ssh-ed25519", small.substr(0, 12))) == "the SSH key is cut off");
  std::string zero;  // a point of small order
  append_string(zero, "ssh-ed25519");
  append_string(zero, std::string(32, '\0'));
  CHECK(message(line_of("ssh-ed25519", zero)).contains("no point"));
}
