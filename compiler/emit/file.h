// What emitters return: files in memory. No emitter touches the disk or the clock, and no emitter
// includes another (`emit/page`, the HTML that site and notes share, is no emitter).
#pragma once

#include <string>
#include <vector>

namespace ensign::emit {

struct OutFile {
  std::string path;  // relative to the output folder, `/` between components
  std::string bytes;
};

using OutFiles = std::vector<OutFile>;

}  // namespace ensign::emit
