#include <array>
#include <fmt/format.h>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

// Who made a commit, when, and what it is signed with, is what whoever made it says.
constexpr std::array<std::string_view, 6> claims{
    "git_commit_extract_signature", "git_commit_author",
    "git_commit_committer",         "git_commit_time",
    "git_commit_message",           "git_commit_raw_header"};

}  // namespace

Violations commit_fence(std::span<const SourceFile> files) {
  Violations broken;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("compiler/") && !file.path.starts_with("client/")) continue;
    const std::string code = code_only(file.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(code)) {
      ++number;
      for (const std::string_view name : claims) {
        if (!line.contains(name)) continue;
        broken.push_back(fmt::format("{}:{}: `{}` asks a commit for what it says of itself",
                                     file.path, number, name));
      }
    }
  }
  return broken;
}

}  // namespace ensign::test
