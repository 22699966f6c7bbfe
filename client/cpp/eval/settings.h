#pragma once
// What an evaluation depends on besides the flags and the context. Nothing else is read.

#include <cstdint>
#include <optional>

namespace ensign::eval {

struct Settings {
  std::int64_t timestamp = 0;         // `$flagd.timestamp`, Unix seconds: the only clock
  std::optional<std::uint32_t> hash;  // replaces the hash of every `fractional`: fixes the bucket
};

}  // namespace ensign::eval
