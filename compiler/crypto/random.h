// Random bytes from the operating system, for new keys and project ids only. Nothing that is
// emitted may depend on them.
#pragma once

#include <cstdint>
#include <span>

namespace ensign::crypto {

void fill_random(std::span<std::uint8_t> bytes);
void wipe(std::span<std::uint8_t> bytes);

}  // namespace ensign::crypto
