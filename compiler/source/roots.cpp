#include "source/roots.h"

#include <algorithm>

namespace ensign::source {
namespace {

bool lies_below(std::string_view path, std::string_view folder) {
  if (folder.empty()) return !path.empty();
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string_view without_last_slash(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

}  // namespace

Roots::Roots(const std::vector<std::string>& roots, std::string_view below) {
  for (const std::string& root : roots) {
    const std::string_view name = root == "." ? std::string_view{} : without_last_slash(root);
    if (name.empty() && root.starts_with('/')) continue;  // the root of the file system is none
    roots_.push_back(name.empty() ? std::string(without_last_slash(below))
                                  : std::string(below).append(name));
  }
}

bool Roots::covers(std::string_view path) const {
  return std::ranges::any_of(
      roots_, [&](const std::string& root) { return path == root || lies_below(path, root); });
}

bool Roots::leads_to(std::string_view path) const {
  return std::ranges::any_of(roots_,
                             [&](const std::string& root) { return lies_below(root, path); });
}

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  std::string path;
  path.reserve(folder.size() + 1 + name.size());
  return path.append(folder).append(1, '/').append(name);
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(path.substr(0, slash == path.npos ? 0 : slash));
}

bool is_attribute_file(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == ".gitattributes";
}

}  // namespace ensign::source
