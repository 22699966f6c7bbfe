#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

// What starts another program. The front door may not either: who verifies could be sent to a
// program of somebody else's making.
constexpr std::array<std::string_view, 14> starters{
    "system", "popen",  "fork",   "vfork",   "execl",       "execlp",       "execle",
    "execv",  "execvp", "execve", "execvpe", "posix_spawn", "posix_spawnp", "clone3",
};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool calls(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != line.npos; at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(line[at - 1]);
    if (begins && end < line.size() && line[end] == '(') return true;
  }
  return false;
}

}  // namespace

Violations program_fence(std::span<const SourceFile> files) {
  constexpr std::string_view home = "compiler/signer/";
  Violations broken;
  for (const SourceFile& file : files) {
    const bool product = file.path.starts_with("compiler/") || file.path.starts_with("client/");
    if (!product || file.path.starts_with(home)) continue;
    const std::string code = code_only(file.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(code)) {
      ++number;
      for (const std::string_view name : starters) {
        if (!calls(line, name)) continue;
        broken.push_back(fmt::format("{}:{}: `{}` starts a program, which is only for {}",
                                     file.path, number, name, home));
      }
    }
  }
  return broken;
}

}  // namespace ensign::test
