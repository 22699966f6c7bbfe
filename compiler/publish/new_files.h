// Files that were not there before, all or none, and one file in the place of another.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace ensign::publish {

struct NewFile {
  std::string path;  // relative to the folder, `/` between components
  std::string bytes;
  unsigned mode = 0644;  // before the umask
};

// Is there anything of that name? A link that leads nowhere counts.
bool is_taken(const std::string& path);

// Writes the files into `folder`, which is made with the folders in it where they are missing.
// Nothing is overwritten and no link is followed below `folder`; when one file cannot be written,
// all that was made is removed again.
Result<void> write_new_files(const std::string& folder, const std::vector<NewFile>& files);

// Gives an existing file these bytes in one step; it keeps its permissions. Whoever reads it, and
// whenever we are killed, sees the old bytes or the new ones.
Result<void> replace_file(const std::string& path, const std::string& bytes);

}  // namespace ensign::publish
