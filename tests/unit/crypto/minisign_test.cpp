#include "crypto/minisign.h"

#include <doctest/doctest.h>
#include <sstream>
#include <string>
#include <vector>

#include "stock_tools.h"

using namespace ensign::crypto;
using namespace stock;

namespace {

const std::string payload = "{\"format\":\"ensign-bundle/1\"}\n";
const std::string comment = "ensign-bundle/1 project=p env=production seq=7";

SecretKey key_number(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(number);
  return SecretKey::from_seed(seed, {number, 2, 3, 4, 5, 6, 7, 8});
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string message_of(const std::string& signature, const std::string& bytes = payload) {
  const auto verified = verify_minisign(key_number(1).public_key(), bytes, signature);
  REQUIRE_FALSE(verified.has_value());
  CHECK_FALSE(verified.error().help.empty());
  return verified.error().message;
}

// Another canonical character for the same place, so that only the value differs.
std::string with_changed_character(std::string text, std::size_t at) {
  text[at] = text[at] == 'A' ? 'E' : 'A';
  return text;
}

}  // namespace

TEST_CASE("what we sign, we verify, and the trusted comment comes back") {
  const std::string signature = minisign(key_number(1), payload, comment);
  CHECK(lines_of(signature).size() == 4);
  CHECK(signature == minisign(key_number(1), payload, comment));  // Ed25519 is deterministic
  CHECK(verify_minisign(key_number(1).public_key(), payload, signature).value() == comment);
  CHECK(verify_minisign(key_number(1).public_key(), "", minisign(key_number(1), "", "")).value() ==
        "");
}

TEST_CASE("what we sign, stock minisign verifies, at the longest comment too") {
  if (!minisign_is_here()) return;
  const TemporaryFolder folder;
  folder.write("k.pub", to_text(key_number(1).public_key()));
  folder.write("bundle.json", payload);
  for (const std::string& text : {comment, std::string(), std::string(1000, 'x')}) {
    folder.write("bundle.json.minisig", minisign(key_number(1), payload, text));
    const Outcome verified = folder.run("minisign -VHm bundle.json -p k.pub");
    CHECK(verified.status == 0);
    CHECK(verified.output.find("Trusted comment: " + text) != std::string::npos);
  }
  folder.write("bundle.json", payload + " ");
  CHECK(folder.run("minisign -VHm bundle.json -p k.pub").status != 0);
}

TEST_CASE("what stock minisign signs, with its key or ours, we verify") {
  if (!minisign_is_here()) return;
  const TemporaryFolder folder;
  folder.write("bundle.json", payload);
  folder.write("ours.key", key_number(1).to_text());
  REQUIRE(folder.run("minisign -G -W -p stock.pub -s stock.key").status == 0);
  REQUIRE(folder.run("minisign -S -s ours.key -t 'a comment' -m bundle.json").status == 0);
  CHECK(verify_minisign(key_number(1).public_key(), payload, folder.read("bundle.json.minisig"))
            .value() == "a comment");
  REQUIRE(folder.run("minisign -S -s stock.key -t 'a comment' -m bundle.json").status == 0);
  const PublicKey stock = parse_public_key(folder.read("stock.pub")).value();
  const std::string signature = folder.read("bundle.json.minisig");
  CHECK(verify_minisign(stock, payload, signature).value() == "a comment");
  // Same key, payload and comment: the same three lines below the untrusted comment.
  const SecretKey key = SecretKey::parse(folder.read("stock.key")).value();
  const auto theirs = lines_of(signature), ours = lines_of(minisign(key, payload, "a comment"));
  for (std::size_t i = 1; i < 4; ++i) CHECK(ours[i] == theirs[i]);
}

TEST_CASE("stock signatures that are lenient are refused with the way out") {
  if (!minisign_is_here()) return;
  const TemporaryFolder folder;
  folder.write("bundle.json", payload);
  folder.write("k.key", key_number(1).to_text());
  REQUIRE(folder.run("minisign -S -l -s k.key -t legacy -m bundle.json").status == 0);
  CHECK(message_of(folder.read("bundle.json.minisig")) ==
        "the signature is of the legacy kind (`Ed`, not prehashed)");
  REQUIRE(folder.run("minisign -S -s k.key -m bundle.json").status == 0);  // its comment has tabs
  CHECK(message_of(folder.read("bundle.json.minisig")) ==
        "the comment in line 3 of the signature file is not printable ASCII");
}

TEST_CASE("a changed payload, key or comment is told apart") {
  const std::string signature = minisign(key_number(1), payload, comment);
  CHECK(message_of(signature, payload + "\n") ==
        "the signature by key 0807060504030201 does not fit the file");
  CHECK(message_of(minisign(key_number(2), payload, comment)) ==
        "the signature is by key 0807060504030202, not by key 0807060504030201");
  // Comment and global signature of another bundle by the same key.
  auto lines = lines_of(signature);
  const auto other = lines_of(minisign(key_number(1), "other", "ensign-bundle/1 seq=8"));
  lines[2] = other[2];
  CHECK(message_of(joined(lines)) ==
        "the trusted comment does not belong to this signature by key 0807060504030201");
  lines[3] = other[3];
  CHECK(message_of(joined(lines)) ==
        "the trusted comment does not belong to this signature by key 0807060504030201");
}

TEST_CASE("every single bit of the four lines counts, but for the untrusted comment's text") {
  const std::string signature = minisign(key_number(1), payload, comment);
  const std::size_t first = signature.find('\n');
  const std::string_view prefix = "untrusted comment: ";
  for (std::size_t at = 0; at < signature.size(); ++at) {
    if (at >= prefix.size() && at < first) continue;
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = signature;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
      CAPTURE(at);
      CHECK_FALSE(verify_minisign(key_number(1).public_key(), payload, changed).has_value());
    }
  }
}

TEST_CASE("every prefix of a signature file is refused") {
  const std::string signature = minisign(key_number(1), payload, comment);
  for (std::size_t size = 0; size < signature.size(); ++size) {
    CHECK_FALSE(verify_minisign(key_number(1).public_key(), payload, signature.substr(0, size))
                    .has_value());
  }
}

TEST_CASE("the form of the file is strict, and the message names the line") {
  const std::string good = minisign(key_number(1), payload, comment);
  const auto with_line = [&](std::size_t index, const std::string& text) {
    auto lines = lines_of(good);
    lines[index] = text;
    return joined(lines);
  };
  const auto lines = lines_of(good);
  CHECK(message_of("") == "the signature file is empty");
  CHECK(message_of(good.substr(0, good.size() - 1)) ==
        "the signature file does not end with a line feed");
  CHECK(message_of(good + "\n") == "the signature file has 5 lines instead of four");
  CHECK(message_of(good + good) == "the signature file holds two signatures");
  CHECK(message_of(lines[0] + "\n") == "the signature file has 1 line instead of four");
  CHECK(message_of(with_line(2, lines[2] + "\r")) ==
        "the signature file has carriage returns (Windows line ends)");
  CHECK(message_of(std::string(10'241, 'a')) == "the signature file is larger than 10240 bytes");
  CHECK(message_of(with_line(0, "comment: x")) ==
        "line 1 of the signature file does not start with `untrusted comment:`");
  CHECK(message_of(with_line(2, "untrusted comment: x")) ==
        "line 3 of the signature file does not start with `trusted comment:`");
  CHECK(message_of(with_line(0, "untrusted comment: \x1b[31m")) ==
        "the comment in line 1 of the signature file is not printable ASCII");
  CHECK(message_of(with_line(2, "trusted comment: \u00e4")) ==
        "the comment in line 3 of the signature file is not printable ASCII");
  CHECK(message_of(with_line(2, "trusted comment: " + std::string(1001, 'x'))) ==
        "the comment in line 3 of the signature file is longer than 1000 bytes");
  CHECK(message_of(with_line(1, lines[1].substr(4))) ==
        "line 2 of the signature file is not canonical base64 of 74 bytes");
  CHECK(message_of(with_line(3, lines[3] + " ")) ==
        "line 4 of the signature file is not canonical base64 of 64 bytes");
  CHECK(message_of(with_line(1, "AAAA" + lines[1].substr(4))) ==
        "the signature is of an unknown kind; only prehashed Ed25519 (`ED`) is accepted");
}

TEST_CASE("base64 with bits that mean nothing is refused where the stock tool takes it") {
  auto lines = lines_of(minisign(key_number(1), payload, comment));
  // 64 bytes end in two padding signs; the four low bits of the last character are unused and zero.
  char& last = lines[3][lines[3].size() - 3];
  CHECK(std::string("AQgw").find(last) != std::string::npos);
  ++last;
  CHECK(message_of(joined(lines)) ==
        "line 4 of the signature file is not canonical base64 of 64 bytes");
}

TEST_CASE("a changed signature of either line is refused by the check that owns it") {
  auto lines = lines_of(minisign(key_number(1), payload, comment));
  auto first = lines, second = lines;
  first[1] = with_changed_character(lines[1], 40);
  second[3] = with_changed_character(lines[3], 40);
  CHECK(message_of(joined(first)) == "the signature by key 0807060504030201 does not fit the file");
  CHECK(message_of(joined(second)) ==
        "the trusted comment does not belong to this signature by key 0807060504030201");
}
