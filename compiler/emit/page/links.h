// Addresses between files of one output folder.
#pragma once

#include <string>
#include <string_view>

namespace ensign::emit {

// From one file to another, both relative to the same folder: `../flags/a.html`. A fragment of `to`
// stays.
std::string relative_link(std::string_view from, std::string_view to);

// `path` resolved against the folder of the file `from`: `.` and `..` are worked off; empty when it
// leads out.
std::string resolved_path(std::string_view from, std::string_view path);

// A name as one component of an output path: what is no letter, digit, `.`, `_` or `-` becomes `-`,
// and a first character that is no letter or digit goes.
std::string file_name(std::string_view name);

}  // namespace ensign::emit
