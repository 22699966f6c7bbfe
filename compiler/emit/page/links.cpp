#include "emit/page/links.h"

#include <vector>

namespace ensign::emit {
namespace {

std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string relative_link(std::string_view from, std::string_view to) {
  const std::size_t hash = to.find('#');
  const std::string_view target = to.substr(0, hash);
  const std::string_view fragment = hash == std::string_view::npos ? "" : to.substr(hash);
  if (from == target && !fragment.empty()) return std::string(fragment);
  const auto source = components(from), parts = components(target);
  std::size_t common = 0;
  while (common + 1 < source.size() && common + 1 < parts.size() &&
         source[common] == parts[common]) {
    ++common;
  }
  std::string link;
  for (std::size_t i = common; i + 1 < source.size(); ++i) link += "../";
  for (std::size_t i = common; i < parts.size(); ++i) {
    if (i > common) link += '/';
    link += parts[i];
  }
  return link.append(fragment);
}

std::string resolved_path(std::string_view from, std::string_view path) {
  std::vector<std::string_view> parts = components(from);
  parts.pop_back();
  for (const std::string_view part : components(path)) {
    if (part == "." || part.empty()) continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return {};
    } else {
      parts.pop_back();
    }
  }
  std::string result;
  for (const std::string_view part : parts) {
    if (!result.empty()) result += '/';
    result += part;
  }
  return result;
}

std::string file_name(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool fits = is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
    if (result.empty() && !is_alphanumeric(c)) continue;
    result += fits ? c : '-';
  }
  return result.empty() ? "unnamed" : result;
}

}  // namespace ensign::emit
