#include "crypto/random.h"

#include <array>
#include <cstdint>
#include <doctest/doctest.h>

using namespace ensign::crypto;

TEST_CASE("random bytes differ from draw to draw, and wiping leaves zeros") {
  std::array<std::uint8_t, 32> first{}, second{};
  const std::array<std::uint8_t, 32> zeros{};
  fill_random(first);
  fill_random(second);
  CHECK(first != second);  // alike once in 2^256 runs
  CHECK(first != zeros);
  wipe(first);
  CHECK(first == zeros);
}
