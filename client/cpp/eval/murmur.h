#pragma once
// MurmurHash3_x86_32 (Austin Appleby, public domain algorithm), seed 0: the hash that flagd's
// bucketing v2 takes of the UTF-8 bytes of a key.

#include <cstdint>
#include <string_view>

namespace ensign::eval {

std::uint32_t murmur3_32(std::string_view bytes);

// Bucketing v2: the bucket of `hash` among [0, total).
inline std::uint32_t bucket_of(std::uint32_t hash, std::uint32_t total) {
  return static_cast<std::uint32_t>((std::uint64_t{hash} * total) >> 32);
}

}  // namespace ensign::eval
