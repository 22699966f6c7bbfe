#include "eval/murmur.h"

#include <bit>
#include <cstddef>

namespace ensign::eval {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// Little-endian on every machine; compilers make one load of it where they can.
std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 |
         byte_at(bytes, at + 3) << 24;
}

std::uint32_t scramble(std::uint32_t word) {
  return std::rotl(word * 0xCC9E2D51U, 15) * 0x1B873593U;
}

}  // namespace

std::uint32_t murmur3_32(std::string_view bytes) {
  std::uint32_t hash = 0;
  const std::size_t whole = bytes.size() & ~std::size_t{3};
  for (std::size_t at = 0; at < whole; at += 4) {
    hash = std::rotl(hash ^ scramble(word_at(bytes, at)), 13) * 5 + 0xE6546B64U;
  }
  std::uint32_t tail = 0;
  for (std::size_t at = bytes.size(); at > whole; --at) tail = tail << 8 | byte_at(bytes, at - 1);
  hash ^= scramble(tail);
  hash ^= static_cast<std::uint32_t>(bytes.size());
  hash = (hash ^ hash >> 16) * 0x85EBCA6BU;
  hash = (hash ^ hash >> 13) * 0xC2B2AE35U;
  return hash ^ hash >> 16;
}

}  // namespace ensign::eval
