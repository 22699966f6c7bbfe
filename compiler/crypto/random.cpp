#include "crypto/random.h"

#include <sodium.h>

#include "crypto/library.h"

namespace ensign::crypto {

void fill_random(std::span<std::uint8_t> bytes) {
  start_library();
  randombytes_buf(bytes.data(), bytes.size());
}

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace ensign::crypto
