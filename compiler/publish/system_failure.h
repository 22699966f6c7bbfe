// What the operating system refused, in words: `cannot create out/x: No space left on device`.
#pragma once

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <string_view>

#include "base/result.h"

namespace ensign::publish {

// Reads errno, so it must be the first thing that happens after the call that failed.
inline std::unexpected<Failure> system_failure(std::string_view what,
                                               const std::filesystem::path& path) {
  const int code = errno;
  return failure(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(code)));
}

}  // namespace ensign::publish
