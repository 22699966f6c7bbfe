// For states that only a bug of ours can reach: prints where, and aborts (exit code 70 is given by
// the front door's handler). Never for a user's input and never for a failure of the world.
#pragma once

namespace ensign {

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace ensign

#define ENSIGN_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::ensign::assertion_failed(#condition, __FILE__, __LINE__))
