// What cannot be had for less with the same libraries, on one thread: reading the files, the events
// of yaml-cpp and the trees of cmark-gfm over them without looking at what they say, and writing
// files with the bytes of a finished output.
#pragma once

#include <string>

#include "run.h"

namespace ensign::bench {

Cost read_and_parse(const std::string& repository);

// Writes a copy of `output` to the new folder `to`, and flushes it as a build does.
Cost write_again(const std::string& output, const std::string& to);

}  // namespace ensign::bench
