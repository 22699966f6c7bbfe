// Reads governed files from a directory tree without ever following a link: every folder and file
// is opened by its one name, relative to the open folder that holds it (openat with O_NOFOLLOW), so
// a link put there at any moment is seen as a link. Each file is read once.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "source/listing.h"
#include "source/roots.h"

namespace ensign::source {

// What the caller knows about a name before it is opened.
enum class Advice : std::uint8_t { take, skip, submodule };
using Adviser = std::function<Advice(const std::string& path, bool is_folder)>;

// Lists what lies under `roots` in the directory `top`. A folder that holds `.git` is a submodule;
// the `.git` of `top` itself is passed over. Files that vanish meanwhile are absent.
Result<Listing> walk_disk(const std::string& top, const Roots& roots, const Adviser& adviser);

}  // namespace ensign::source
