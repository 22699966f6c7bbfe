#include "crypto/text_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::crypto {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::optional<Failure> malformed(std::string_view text, std::string_view what) {
  if (text.empty())
    return Failure{fmt::format("{} is empty", what), "check that the right file was given"};
  if (text.starts_with("\xEF\xBB\xBF")) {
    return Failure{fmt::format("{} starts with a byte order mark", what),
                   "save it as plain ASCII, as `minisign` wrote it"};
  }
  if (text.find('\r') != std::string_view::npos) {
    return Failure{fmt::format("{} has carriage returns (Windows line ends)", what),
                   "restore it as `minisign` wrote it, with LF line ends; `.gitattributes` with "
                   "`-text` for this file keeps Git from changing it"};
  }
  return std::nullopt;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

}  // namespace ensign::crypto
