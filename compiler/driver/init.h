// A first governed repository, with one flag that shows how everything hangs together: clean in
// `check` at once and ready to build. It has no root of trust, and so no protected environments.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace ensign::driver {

struct Founding {
  std::string folder;         // made when it is missing
  std::string team = "solo";  // solo, pair or org
  std::string name;           // short name; empty: that of the folder
  Instant as_of;              // dates in the files follow from it
};

struct Founded {
  std::string name;
  std::string project;               // 16 hex digits, drawn now
  std::vector<std::string> written;  // relative to the folder
  std::vector<std::string> remarks;  // files that were there and stay as they are
  std::vector<std::string> next;     // what to do now, three lines
  std::optional<Failure> mistake;    // in what was asked: a name that cannot be one; else nothing
};

// Writes all files or none. Fails when one of them, or any other governed file, is there already.
Result<Founded> init(const Founding& founding);

// A new project id, of random bytes.
std::string draw_project();

// The folder's own name, as a short name: what no id may hold is `-`.
std::string name_of_folder(const std::filesystem::path& folder);

}  // namespace ensign::driver
