#include "crypto/allowed_signers.h"

#include "crypto/ssh_wire.h"
#include "crypto/stock_tools.h"

using namespace ensign;
using namespace ensign::crypto;

namespace {

constexpr std::string_view purpose = "approval.v1@ensign";

// The base point of Ed25519 (RFC 8032, section 5.1), and twice it.
SshPublicKey key_of(bool second = false) {
  SshPublicKey key;
  if (second) {
    key.point = {0xC9, 0xA3, 0xF8, 0x6A, 0xAE, 0x46, 0x5F, 0x0E, 0x56, 0x51, 0x38,
                 0x64, 0x51, 0x0F, 0x39, 0x97, 0x56, 0x1F, 0xA2, 0xC9, 0xE8, 0x5E,
                 0xA2, 0x1D, 0xC2, 0x29, 0x23, 0x09, 0xF3, 0xCD, 0x60, 0x22};
    return key;
  }
  key.point.fill(0x66);
  key.point[0] = 0x58;
  return key;
}
const std::string line = public_key_line(key_of());

std::string first_fault(const std::string& text) {
  const AllowedSigners read = read_allowed_signers(text, purpose);
  return read.faults.empty() ? "accepted" : read.faults.front().failure.message;
}

AllowedSigner only(const std::string& text) {
  const AllowedSigners read = read_allowed_signers(text, purpose);
  REQUIRE(read.faults.empty());
  REQUIRE(read.signers.size() == 1);
  return read.signers.front();
}

std::string with_options(const std::string& options) {
  return first_fault("ada " + options + " " + line + "\n");
}

}  // namespace

TEST_CASE("allowed signers: lines that say one person and one key") {
  CHECK(only(line).principal.empty());
  CHECK(only(line + " ada of the web\n").key.comment == "ada of the web");
  const AllowedSigner plain = only("# Who signs.\n\n  ada@example.com\t" + line + "  of ada \n");
  CHECK(plain.line == 3);
  CHECK(plain.principal == "ada@example.com");
  CHECK(plain.key.same_as(key_of()));
  CHECK(plain.key.comment == "of ada");
  const AllowedSigner bounded = only(
      "ada Valid-After=\"20260101Z\",namespaces=\"git,approval.*\",valid-before="
      "\"20261231235959Z\" " +
      line);
  CHECK(to_string(*bounded.from) == "2026-01-01");
  CHECK(to_string(*bounded.until) == "2026-12-31");
  CHECK(to_string(*only("ada valid-before=\"20270101Z\" " + line).until) == "2026-12-31");
  CHECK(to_string(*only("ada valid-after=\"202601010000z\" " + line).from) == "2026-01-01");
}

TEST_CASE("allowed signers: what could stand for more than one person is refused") {
  CHECK(first_fault("*@example.com " + line) == "`*@example.com` stands for more than one person");
  CHECK(first_fault("ad? " + line) == "`ad?` stands for more than one person");
  CHECK(first_fault("!bob " + line) == "`!bob` says who it is not for");
  CHECK(first_fault("ada,bob " + line) ==
        "`ada,bob` are several people, or one with several names");
  CHECK(first_fault("\"ada obi\" " + line) == "`\"ada obi\"` is a name with quotes");
  CHECK(with_options("cert-authority") ==
        "the key signs certificates, not statements: `cert-authority`");
  // The same key in other words is the same key: the blob counts.
  CHECK(first_fault("ada " + line + "\nbob " + line + " another comment\n") ==
        "the key of `ada` on line 1 is that of `bob` too");
  CHECK(first_fault("ada " + line + " x\nada " + line + " y\n") ==
        "the key stands on line 1 already");
  CHECK(first_fault("ada " + line + "\nbob " + public_key_line(key_of(true)) + "\n") == "accepted");
}

TEST_CASE("allowed signers: times that are not those of everybody are refused") {
  CHECK(with_options("valid-after=\"20260101\"") ==
        "`20260101` means another moment on every machine");
  CHECK(with_options("valid-before=\"20260101123000Z\"") == "`20260101123000Z` lies within a day");
  CHECK(with_options("valid-after=\"20260101235959Z\"") == "`20260101235959Z` lies within a day");
  CHECK(with_options("valid-after=\"20260230Z\"") == "`20260230Z` is no time");
  CHECK(with_options("valid-after=\"2026Z\"") == "`2026Z` is no time");
  CHECK(with_options("valid-after=\"20260201Z\",valid-before=\"20260131Z\"") ==
        "the key ends before it begins");
}

TEST_CASE("allowed signers: options that are not understood are refused") {
  CHECK(with_options("namespaces=\"git\"") ==
        "the key may not sign for `approval.v1@ensign`: `namespaces` says `git`");
  CHECK(with_options("namespaces=\"approval.v1@ensign,!file\"") ==
        "`namespaces` excludes something with `!`");
  CHECK(with_options("namespaces=\"*\"") == "accepted");
  CHECK(with_options("namespaces=\"a?roval*n\"").starts_with("the key may not sign"));
  CHECK(with_options("no-touch-required") == "nobody here knows the option `no-touch-required`");
  CHECK(with_options("valid-after=\"20260101Z\",valid-after=\"20260102Z\"") ==
        "the option `valid-after` stands twice");
  for (const std::string options :
       {"valid-after", "valid-after=20260101Z", "valid-after=\"x", "namespaces=\"a\\\"b\"",
        "namespaces=\"*\",", "namespaces=\"*\"valid-after=\"20260101Z\"", ",", "=\"x\""}) {
    CAPTURE(options);
    CHECK(with_options(options) != "accepted");
  }
}

TEST_CASE("allowed signers: files that are something else") {
  CHECK(first_fault("") == "the file holds no key");
  CHECK(first_fault("# nobody\n") == "the file holds no key");
  CHECK(first_fault("ada") != "accepted");
  CHECK(first_fault("ada " + line + "\r\n") == "the line holds characters that are not shown");
  CHECK(first_fault("ada " + line +
                    " \xE2\x80\xAE"
                    "evil\n") == "the line holds characters that are not shown");
  CHECK(first_fault(std::string(largest_signers_file + 1, '#')) ==
        "the file is larger than a megabyte");
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder
              .run("ssh-keygen -q -t rsa -b 2048 -N '' -f rsa; ssh-keygen -q -t ecdsa -N '' -f "
                   "ecdsa; ssh-keygen -q -t ed25519 -N '' -f key; "
                   "ssh-keygen -q -s key -I ada -n ada key.pub")
              .status == 0);
  for (const std::string name : {"rsa.pub", "ecdsa.pub", "key-cert.pub"}) {
    const AllowedSigners read = read_allowed_signers("ada " + folder.read(name), purpose);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].failure.message.contains("are not used here"));
    CHECK(read.faults[0].failure.help.contains("ssh-keygen -t ed25519"));
  }
  CHECK(first_fault(folder.read("key")) != "accepted");
}
