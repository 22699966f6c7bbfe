#include <doctest/doctest.h>
#include <string>

#include "crypto/base64.h"
#include "crypto/minisign.h"
#include "crypto/secret_key_file.h"
#include "stock_tools.h"

using namespace ensign::crypto;
using namespace stock;

namespace {

std::string second_line(const std::string& text) {
  const std::size_t begin = text.find('\n') + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::string secret_text(std::span<const std::uint8_t, 158> blob) {
  std::string text = "untrusted comment: key\n";
  append_base64(text, blob);
  return text + "\n";
}

std::array<std::uint8_t, 158> blob_of(const std::string& text) {
  std::array<std::uint8_t, 158> blob{};
  REQUIRE(decode_base64(second_line(text), blob));
  return blob;
}

SecretKey sample_key() {
  std::array<std::uint8_t, 32> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
  return SecretKey::from_seed(seed, {0x69, 0x74, 0x0b, 0xca, 0, 0, 0, 0x0A});
}

std::string message_of(const std::string& text, std::string_view password = {}) {
  const auto key = SecretKey::parse(text, password);
  REQUIRE_FALSE(key.has_value());
  return key.error().message;
}

}  // namespace

TEST_CASE("the pair of a seed is that of RFC 8032, section 7.1, test 1") {
  std::array<std::uint8_t, 32> seed{0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60,
                                    0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
                                    0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19,
                                    0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
  const std::array<std::uint8_t, 32> expected{0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7,
                                              0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
                                              0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25,
                                              0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a};
  CHECK(SecretKey::from_seed(seed, {}).public_key().bytes == expected);
}

TEST_CASE("a key id is printed with its last byte first") {
  CHECK(key_id(sample_key().public_key()) == "0A000000CA0B7469");
}

TEST_CASE("keys of `minisign -G -W` load and are written back byte for byte") {
  if (!minisign_is_here()) return;
  const TemporaryFolder folder;
  REQUIRE(folder.run("minisign -G -W -p k.pub -s k.key").status == 0);
  const std::string secret = folder.read("k.key"), pub = folder.read("k.pub");
  CHECK_FALSE(SecretKey::is_encrypted(secret));
  const auto key = SecretKey::parse(secret);
  REQUIRE(key.has_value());
  CHECK(key->to_text() == secret);
  const auto from_file = parse_public_key(pub);
  REQUIRE(from_file.has_value());
  CHECK(*from_file == key->public_key());
  CHECK(parse_public_key(second_line(pub)).value() == *from_file);
  CHECK(second_line(to_text(*from_file)) == second_line(pub));
  // The stock tool prints the id without leading zeros.
  const std::string id = key_id(*from_file);
  CHECK(pub.find(id.substr(id.find_first_not_of('0'))) != std::string::npos);
}

TEST_CASE("a key that the stock tool encrypted opens with its password only") {
  if (!minisign_is_here()) return;
  const TemporaryFolder folder;
  const Outcome made =
      folder.run("printf 'correct horse\\ncorrect horse\\n' | minisign -G -p k.pub -s k.key");
  if (made.status != 0) {
    MESSAGE("skipped: minisign could not encrypt a key here (scrypt needs 1 GiB): " << made.output);
    return;
  }
  const std::string secret = folder.read("k.key");
  CHECK(SecretKey::is_encrypted(secret));
  CHECK(message_of(secret) == "the secret key is encrypted and no password was given");
  CHECK(message_of(secret, "wrong horse") == "the password does not open the secret key");
  const auto key = SecretKey::parse(secret, "correct horse");
  REQUIRE(key.has_value());
  CHECK(key->public_key() == parse_public_key(folder.read("k.pub")).value());
}

TEST_CASE("an unencrypted key loads with a true checksum, and not with a false one") {
  auto blob = blob_of(sample_key().to_text());
  // BLAKE2b-256 of "Ed", key id and secret, as `b2sum -l 256` gives it.
  const TemporaryFolder folder;
  std::string checked = "Ed";
  checked.append(blob.begin() + 54, blob.begin() + 126);
  folder.write("checked", checked);
  const Outcome sum = folder.run("b2sum -l 256 checked");
  REQUIRE(sum.status == 0);
  for (std::size_t i = 0; i < 32; ++i) {
    blob[126 + i] = static_cast<std::uint8_t>(std::stoi(sum.output.substr(2 * i, 2), nullptr, 16));
  }
  const auto key = SecretKey::parse(secret_text(blob));
  REQUIRE(key.has_value());
  CHECK(key->public_key() == sample_key().public_key());
  blob[60] ^= 1;
  CHECK(message_of(secret_text(blob)) == "the secret key is damaged: its checksum does not fit");
}

TEST_CASE("a secret whose halves do not belong together is refused, it would leak the key") {
  auto blob = blob_of(sample_key().to_text());
  blob[120] ^= 1;
  CHECK(message_of(secret_text(blob)) ==
        "the secret key is damaged: its two halves do not belong together");
}

TEST_CASE("secret key files that are none say what is wrong") {
  const std::string good = sample_key().to_text();
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    auto blob = blob_of(good);
    blob[at] = value;
    return secret_text(blob);
  };
  CHECK(SecretKey::parse(good).has_value());
  CHECK(SecretKey::parse(good.substr(0, good.size() - 1)).has_value());  // a pasted CI secret
  CHECK(message_of("") == "the secret key file is empty");
  CHECK(message_of(second_line(good)) == "the secret key file has 1 line instead of two");
  CHECK(message_of(good + good) == "the secret key file has 4 lines instead of two");
  CHECK(message_of("\xEF\xBB\xBF" + good) == "the secret key file starts with a byte order mark");
  CHECK(message_of("untrusted comment: key\r\n" + second_line(good) + "\r\n") ==
        "the secret key file has carriage returns (Windows line ends)");
  CHECK(message_of("comment\n" + second_line(good)) ==
        "line 1 of the secret key file is no `untrusted comment: …`");
  CHECK(message_of("untrusted comment: key\n" + second_line(good).substr(4)) ==
        "line 2 of the secret key file is not canonical base64 of 158 bytes");
  CHECK(message_of(changed(0, 'X')) ==
        "the secret key is of another kind than Ed25519 with a BLAKE2b checksum");
  CHECK(message_of(changed(2, 'A')) == "the secret key is protected in a way other than scrypt");
  CHECK_FALSE(SecretKey::is_encrypted("nonsense"));
}

TEST_CASE("a key file that asks scrypt for too much is refused before it gets it") {
  auto blob = blob_of(sample_key().to_text());
  blob[2] = 'S';
  blob[3] = 'c';
  blob[51] = 0x10;  // 2^44 bytes
  CHECK(message_of(secret_text(blob), "x") ==
        "the secret key file asks for more work than any key of minisign's");
}

TEST_CASE("a moved key leaves nothing behind") {
  SecretKey key = sample_key();
  const std::string before = key.to_text();
  const SecretKey moved = std::move(key);
  CHECK(moved.to_text() == before);
  const auto blob = blob_of(key.to_text());  // NOLINT(bugprone-use-after-move)
  for (std::size_t i = 62; i < 126; ++i) CHECK(blob[i] == 0);
}

TEST_CASE("public keys that are none say what is wrong") {
  const std::string good = to_text(sample_key().public_key());
  const auto fault = [](const std::string& text) {
    const auto key = parse_public_key(text);
    REQUIRE_FALSE(key.has_value());
    return key.error().message;
  };
  CHECK(parse_public_key(good).has_value());
  CHECK(fault("") == "the public key is empty");
  CHECK(fault(good + good) == "the public key has 4 lines instead of two");
  CHECK(fault("x\n" + second_line(good)) ==
        "line 1 of the public key is no printable `untrusted comment: …`");
  CHECK(fault(second_line(good) + "\r\n") ==
        "the public key has carriage returns (Windows line ends)");
  CHECK(fault("ssh-ed25519 AAAA") == "the public key is not canonical base64 of 42 bytes");
  CHECK(fault("AA" + second_line(good).substr(2)) ==
        "the public key is of another kind than Ed25519");
  PublicKey zero = sample_key().public_key();
  zero.bytes = {};
  CHECK(fault(to_text(zero)) == "the public key is damaged: it is no point of the Ed25519 group");
}

TEST_CASE("a key that we encrypt opens with its password only, here and in the stock tool") {
  const SecretKey key = SecretKey::from_seed({1, 2, 3}, {4, 5, 6});
  constexpr ScryptWork little{std::uint64_t{1} << 19, std::uint64_t{1} << 24};
  const auto text = encrypted_text(key, "correct horse", little);
  REQUIRE(text);
  CHECK(SecretKey::is_encrypted(*text));
  CHECK(*text != *encrypted_text(key, "correct horse", little));  // a fresh salt each time
  const auto opened = SecretKey::parse(*text, "correct horse");
  REQUIRE(opened);
  CHECK(opened->to_text() == key.to_text());
  CHECK(message_of(*text, "wrong horse") == "the password does not open the secret key");
  if (!stock::minisign_is_here()) return;
  const stock::TemporaryFolder folder;
  folder.write("key", *text);
  folder.write("key.pub", to_text(key.public_key()));
  folder.write("file", "signed\n");
  const auto signs = [&](const std::string& password) {
    return folder.run("echo '" + password + "' | minisign -Sm file -s key").status == 0;
  };
  CHECK_FALSE(signs("wrong horse"));
  CHECK(signs("correct horse"));
  CHECK(folder.run("minisign -VHm file -p key.pub").status == 0);
}
