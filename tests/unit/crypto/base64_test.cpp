#include "crypto/base64.h"

#include <array>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using ensign::crypto::append_base64;
using ensign::crypto::decode_base64;

TEST_CASE("base64: the examples of RFC 4648, section 10, both ways") {
  const std::string plain = "foobar";
  const std::vector<std::string> encoded{"",         "Zg==",     "Zm8=",    "Zm9v",
                                         "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
  for (std::size_t size = 0; size <= plain.size(); ++size) {
    std::vector<std::uint8_t> bytes(plain.begin(), plain.begin() + static_cast<long>(size));
    std::string text = "> ";
    append_base64(text, bytes);
    CHECK(text == "> " + encoded[size]);
    std::vector<std::uint8_t> back(size);
    CHECK(decode_base64(encoded[size], back));
    CHECK(back == bytes);
  }
}

TEST_CASE("base64: every other spelling of the same bytes is refused") {
  std::array<std::uint8_t, 1> one{};
  std::array<std::uint8_t, 2> two{};
  CHECK(decode_base64("Zg==", one));
  for (const char* text :
       {"Zh==", "Zg=", "Zg", "Zg= =", "Zg==\n", " Zg==", "Z-==", "Zm8=", "Zg=A"}) {
    CAPTURE(text);
    CHECK_FALSE(decode_base64(text, one));
  }
  std::array<std::uint8_t, 3> three{};
  CHECK(decode_base64("/+//", three));
  CHECK_FALSE(decode_base64("\xAF+//", three));
  CHECK_FALSE(decode_base64("/+/\xFF", three));
  CHECK_FALSE(decode_base64("Zm9=", two));  // last bits not zero
  CHECK_FALSE(decode_base64("Zg==", two));
  CHECK_FALSE(decode_base64("Zm9v", two));
}
