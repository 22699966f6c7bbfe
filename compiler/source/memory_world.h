// A repository that exists only in memory, for rule pages, tests and fuzzers. It goes through the
// same validation as a real tree, so hostile entries can be written down in a test.
#pragma once

#include <string>
#include <vector>

#include "source/world.h"

namespace ensign::source {

struct MemoryEntry {
  enum class Kind : std::uint8_t { file, symlink, submodule };
  std::string path;
  std::string bytes;  // content, or the target of a symlink
  Kind kind = Kind::file;
};

Frozen freeze_memory(const std::vector<MemoryEntry>& entries, const std::vector<std::string>& roots,
                     Instant as_of);

}  // namespace ensign::source
