#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace ensign {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "ensign: internal error: `%s` does not hold (%s:%d)\n", condition, file,
               line);
  std::fprintf(stderr, "ensign: this is a bug of ours; please report it with the line above\n");
  std::_Exit(70);
}

}  // namespace ensign
