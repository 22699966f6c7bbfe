#include "crypto/digest.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>

#include "stock_tools.h"

using namespace ensign::crypto;
using namespace stock;

namespace {

std::string hex_of(const std::array<std::uint8_t, 64>& digest) {
  Sha256 low, high;
  std::copy_n(digest.begin(), 32, low.bytes.begin());
  std::copy_n(digest.begin() + 32, 32, high.bytes.begin());
  return hex(low) + hex(high);
}

}  // namespace

TEST_CASE("SHA-256: the examples of FIPS 180-4") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("BLAKE2b-512: the example of RFC 7693, appendix A") {
  CHECK(hex_of(blake2b_512("abc")) ==
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

TEST_CASE("both digests are those of the stock tools") {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 3000; ++i) bytes += static_cast<char>(i * 7 % 256);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 127U, 128U, 129U, 3000U}) {
    const std::string part = bytes.substr(0, size);
    folder.write("data", part);
    const Outcome sha = folder.run("sha256sum data");
    const Outcome blake = folder.run("b2sum data");
    REQUIRE(sha.status == 0);
    REQUIRE(blake.status == 0);
    CHECK(hex(sha256(part)) == sha.output.substr(0, 64));
    CHECK(hex_of(blake2b_512(part)) == blake.output.substr(0, 128));
  }
}

TEST_CASE("a digest has one spelling") {
  const std::string text = hex(sha256("abc"));
  CHECK(sha256_from_hex(text) == sha256("abc"));
  std::string upper = text;
  upper[0] = 'B';
  std::string stray = text;
  stray[63] = 'g';
  CHECK_FALSE(sha256_from_hex(upper).has_value());
  CHECK_FALSE(sha256_from_hex(stray).has_value());
  CHECK_FALSE(sha256_from_hex(text.substr(1)).has_value());
  CHECK_FALSE(sha256_from_hex(text + "0").has_value());
  CHECK_FALSE(sha256_from_hex("").has_value());
}
