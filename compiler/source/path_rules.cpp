#include "source/path_rules.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/utf8.h"

namespace ensign::source {
namespace {

char ascii_lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string ascii_lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) letter = ascii_lower(letter);
  return result;
}

// Code points without a shape of their own. HFS+ drops most of them when it compares names, which
// is how `.g<U+200C>it` becomes `.git` there.
bool has_no_shape(char32_t value) {
  return (value >= 0x200B && value <= 0x200F) || (value >= 0x2060 && value <= 0x206F) ||
         value == 0xFEFF || value == 0x00AD;
}

bool reads_as_dot_git(std::string_view name) {
  std::string bare;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = code_point_at(name, at);
    if (!has_no_shape(point.value)) bare.append(name.substr(at, point.length));
    at += point.length;
  }
  bare = ascii_lower(bare);
  // NTFS: an alternate stream, or dots and spaces at the end, name the same folder.
  bare.resize(std::min(bare.find_first_of(":\\"), bare.size()));
  bare.resize(bare.find_last_not_of(". ") + 1);
  return bare == ".git" || bare == "git~1";
}

bool is_device_name(std::string_view name) {
  std::string stem = ascii_lower(name.substr(0, name.find('.')));
  stem.resize(stem.find_last_not_of(' ') + 1);
  static constexpr std::array<std::string_view, 6> plain = {"con", "prn",    "aux",
                                                            "nul", "conin$", "conout$"};
  if (std::ranges::find(plain, stem) != plain.end()) return true;
  if (!stem.starts_with("com") && !stem.starts_with("lpt")) return false;
  const std::string_view port = std::string_view(stem).substr(3);
  const bool digit = port.size() == 1 && port[0] >= '0' && port[0] <= '9';
  return digit || port == "¹" || port == "²" || port == "³";
}

std::optional<std::string> character_fault(std::string_view component) {
  for (std::size_t at = 0; at < component.size();) {
    const CodePoint point = code_point_at(component, at);
    if (!point.valid) return fmt::format("is not UTF-8 from byte {} on", at + 1);
    const auto number = static_cast<std::uint32_t>(point.value);
    if (number < 0x20 || (number >= 0x7F && number < 0xA0)) {
      return fmt::format("holds the control character U+{:04X}", number);
    }
    if (is_deceptive(point.value) || has_no_shape(point.value)) {
      return fmt::format("holds the character U+{:04X}, which cannot be seen", number);
    }
    if (number < 0x80 && std::string_view(R"(\:*?"<>|)").contains(static_cast<char>(number))) {
      return fmt::format("holds `{}`, which Windows refuses", static_cast<char>(number));
    }
    at += point.length;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> component_fault(std::string_view component) {
  if (component.empty()) return "is an empty name";
  if (component == "." || component == "..") return "is no name but a step between folders";
  if (component.contains('/')) return "holds a `/` inside one name";
  if (reads_as_dot_git(component)) return "can be read as `.git`";
  if (auto fault = character_fault(component)) return fault;
  if (is_device_name(component)) return "is a device name on Windows";
  if (component.ends_with('.') || component.ends_with(' ')) {
    return "ends in a dot or a space, which Windows drops";
  }
  if (component.size() > longest_component) {
    return fmt::format("is {} bytes long, the limit is {}", component.size(), longest_component);
  }
  return std::nullopt;
}

std::optional<PathFault> first_path_fault(std::string_view path) {
  if (path.empty()) return PathFault{"the path is empty", 0};
  if (path.starts_with('/')) return PathFault{"the path is absolute", path.size()};
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view component = path.substr(begin, end - begin);
    if (auto fault = component_fault(component)) {
      return PathFault{fmt::format("`{}` {}", shown_path(component), *fault), end};
    }
    begin = end + 1;
  }
  if (path.size() <= longest_path) return std::nullopt;
  return PathFault{
      fmt::format("the path is {} bytes long, the limit is {}", path.size(), longest_path),
      path.size()};
}

std::optional<std::string> path_fault(std::string_view path) {
  auto fault = first_path_fault(path);
  if (!fault) return std::nullopt;
  return std::move(fault->text);
}

std::string shown_path(std::string_view path) {
  std::string result;
  for (std::size_t at = 0; at < path.size();) {
    const CodePoint point = code_point_at(path, at);
    const std::string_view letter = path.substr(at, point.length);
    if (letter == "\n") {
      result += "\\n";
    } else if (letter == "\t") {
      result += "\\t";
    } else if (point.valid && has_no_shape(point.value)) {
      result += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(point.value));
    } else {
      result += visible(letter);
    }
    at += point.length;
  }
  if (result.size() <= longest_path) return result;
  std::size_t end = longest_path;
  while ((static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
  return result.substr(0, end) + "…";
}

}  // namespace ensign::source
