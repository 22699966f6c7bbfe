// A manifest held against the folder in which it lies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ensign::publish {

// Adds a problem for every file that is listed and not there, or has other bytes, or is there and
// not listed; also for a list that is no such list. `path` is that of the manifest, which is not
// listed itself, nor are its signatures.
void check_folder(const std::string& path, std::string_view manifest,
                  std::vector<Failure>& problems);

}  // namespace ensign::publish
