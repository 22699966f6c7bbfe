// Numbers that are the same on every machine, compiler and library: SplitMix64 (Steele, Lea and
// Flood 2014), seeded by a word and an index, so that each thing is made without the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ensign::bench {

class Random {
 public:
  Random(std::string_view what, std::size_t index) : state_(0xcbf29ce484222325) {
    for (const char c : what) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    state_ += index * 0x9e3779b97f4a7c15;
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  // Below `limit`; the bias of the remainder does not matter here.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool chance(std::size_t percent) { return below(100) < percent; }

  template <typename Item, std::size_t size>
  const Item& pick(const Item (&items)[size]) {
    return items[below(size)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace ensign::bench
