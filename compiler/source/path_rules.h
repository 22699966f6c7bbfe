// Which paths a governed file may have, whatever tree, index or directory offers them. Source:
// cases 60 to 64 of the hostile-case list; git's own verify_path (with its rules for HFS+ and
// NTFS); Windows reserved device names and characters. Not looked at: Unicode normalisation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ensign::source {

inline constexpr std::size_t longest_component = 100;  // bytes
inline constexpr std::size_t longest_path = 255;       // bytes

// What is wrong with one component (`..`, `.git` in any of its spellings, reserved device names,
// trailing dot or space, control characters, not UTF-8, over 100 bytes …); nothing when it is fine.
// The text goes on after the name: "is a device name on Windows".
std::optional<std::string> component_fault(std::string_view component);

// The same for a whole path; also over 255 bytes, absolute, empty components. A sentence of its
// own.
std::optional<std::string> path_fault(std::string_view path);

// A fault together with the offset where the faulty component ends, so that everything below one
// bad folder can be told once.
struct PathFault {
  std::string text;
  std::size_t end = 0;
};
std::optional<PathFault> first_path_fault(std::string_view path);

// Key under which two paths are the same file on some file system: lower case (ASCII and the simple
// one-to-one pairs of Latin, Greek and Cyrillic).
std::string case_folded(std::string_view path);

// `path` so that it fits on one line and hides nothing: line feeds and tabs too become escapes, and
// what is longer than a path may be is cut.
std::string shown_path(std::string_view path);

}  // namespace ensign::source
