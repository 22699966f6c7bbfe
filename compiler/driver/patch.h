// The edit of one file, and how people and `git apply` read it.
#pragma once

#include <string>

namespace ensign::driver {

struct Edit {
  std::string path;  // in the repository
  std::string before, after;
};

// As `git diff` prints it, with three lines of context: one hunk, from the first line that differs
// to the last.
std::string as_patch(const Edit& edit);

}  // namespace ensign::driver
