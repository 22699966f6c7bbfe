// A manifest held against the folder in which it lies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ensign::publish {

// The plain paths that a manifest lists; none of a text that is no manifest.
std::vector<std::string> listed_files(std::string_view manifest);

// Adds a problem for every file that is listed and not there, or has other bytes, or is there and
// not listed; also for a list that is no such list. `path` is that of the manifest, which is not
// listed itself, nor are its signatures. Three things come after a build, and are judged by their
// own signatures: a further signature of a file that is listed, a timestamp, and an emergency
// overlay; flagd.json may be what comes of the bundle and the overlays that lie beside it.
void check_folder(const std::string& path, std::string_view manifest,
                  std::vector<Failure>& problems);

}  // namespace ensign::publish
