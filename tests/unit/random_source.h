// What random models draw from: the same numbers for the same seed on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace ensign::test {

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : engine_(seed) {}

 protected:
  // From 0 to `count` - 1; evenly enough for small counts.
  std::uint32_t pick(std::uint32_t count) { return static_cast<std::uint32_t>(engine_() % count); }

  // One to three letters, each `a` or `b`: short enough to be met again.
  std::string short_text() {
    std::string text;
    const std::uint32_t count = 1 + pick(3);
    for (std::uint32_t i = 0; i < count; ++i) text += static_cast<char>('a' + pick(2));
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace ensign::test
