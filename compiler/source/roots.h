// The part of a tree that is asked for: some paths and everything below them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ensign::source {

class Roots {
 public:
  // `below` is put before every root: the governed folder inside the tree, "" or ending in `/`. A
  // root `.` or "" means everything there.
  Roots(const std::vector<std::string>& roots, std::string_view below);

  // Is `path` a root, or below one?
  bool covers(std::string_view path) const;

  // Is there a root below the folder `path`? The top of the tree is "".
  bool leads_to(std::string_view path) const;

 private:
  std::vector<std::string> roots_;
};

// `folder` joined with `name`; a folder "" is the top.
std::string joined(std::string_view folder, std::string_view name);

// The folder that holds `path`, "" at the top.
std::string folder_of(std::string_view path);

// Is this a `.gitattributes` file, whatever its folder?
bool is_attribute_file(std::string_view path);

}  // namespace ensign::source
