// Where a client gets published files from. Nothing that comes from here is trusted: only
// signatures are, so any number of mirrors may be asked, and one that lies or fails does no harm.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace ensign::client {

// The most bytes that are read of each, whatever a mirror sends.
inline constexpr std::size_t largest_bundle = 8 * 1024 * 1024;
inline constexpr std::size_t largest_root = 64 * 1024;
inline constexpr std::size_t largest_small_file = 64 * 1024;  // timestamps, overlays
inline constexpr std::size_t largest_signature = 10 * 1024;

class Mirror {
 public:
  virtual ~Mirror() = default;

  virtual std::string name() const = 0;
  // The bytes at `path`, as in an output folder; nothing when there is no such file. A Failure when
  // it cannot be read, or holds more than `most` bytes.
  virtual Result<std::optional<std::string>> fetch(const std::string& path,
                                                   std::size_t most) const = 0;
  // Names in a folder, sorted; empty for a mirror that cannot list.
  virtual std::vector<std::string> list(const std::string& folder) const = 0;
};

}  // namespace ensign::client
