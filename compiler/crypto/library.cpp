#include "crypto/library.h"

#include <sodium.h>

#include "base/assert.h"

namespace ensign::crypto {

void start_library() {
  static const bool started = sodium_init() >= 0;
  ENSIGN_ASSERT(started);
}

}  // namespace ensign::crypto
