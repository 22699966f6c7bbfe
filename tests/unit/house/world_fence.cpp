#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

// What reads or writes the world outside. A name that ends in `(` counts only when it is called.
constexpr std::array<std::string_view, 27> fenced{
    "getenv(",    "secure_getenv(", "environ", "isatty(",       "ioctl(",
    "now(",       "time(",          "gmtime(", "localtime(",    "clock_gettime(",
    "setlocale(", "locale",         "cout",    "cerr",          "clog",
    "cin",        "stdout",         "stderr",  "printf(",       "fprintf(",
    "puts(",      "fputs(",         "fwrite(", "random_device", "system(",
    "popen(",     "getcwd(",
};

struct Exception {
  std::string_view path;
  std::string_view name;
  std::string_view reason;
};

constexpr std::array<Exception, 2> exceptions{{
    {"compiler/base/assert.cpp", "fprintf(", "a bug of ours must be told before the program ends"},
    {"compiler/base/assert.cpp", "stderr", "as above"},
}};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// A whole word; members of ours (`place.time()`) are as forbidden as the functions they hide.
bool has_word(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != line.npos; at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(line[at - 1]);
    const bool ends = name.ends_with('(') || end == line.size() || !is_word(line[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool is_fenced(std::string_view path) {
  const bool product = path.starts_with("compiler/") || path.starts_with("client/cpp/eval/");
  return product && !path.starts_with("compiler/cli/") &&
         (path.ends_with(".h") || path.ends_with(".cpp"));
}

const Exception* exception_of(std::string_view path, std::string_view name) {
  const auto found = std::find_if(exceptions.begin(), exceptions.end(), [&](const Exception& one) {
    return one.path == path && one.name == name;
  });
  return found == exceptions.end() ? nullptr : &*found;
}

void judge_file(const SourceFile& file, std::set<const Exception*>& used, Violations& broken) {
  const std::string code = code_only(file.text);
  std::size_t number = 0;
  for (const std::string_view line : lines_of(code)) {
    ++number;
    if (line.starts_with("#include")) continue;
    for (const std::string_view name : fenced) {
      if (!has_word(line, name)) continue;
      if (const Exception* exception = exception_of(file.path, name)) {
        used.insert(exception);
        continue;
      }
      broken.push_back(fmt::format("{}:{}: `{}` is only for compiler/cli", file.path, number,
                                   name.substr(0, name.find('('))));
    }
  }
}

}  // namespace

Violations world_fence(std::span<const SourceFile> files) {
  Violations broken;
  std::set<const Exception*> used;
  for (const SourceFile& file : files) {
    if (is_fenced(file.path)) judge_file(file, used, broken);
  }
  for (const Exception& exception : exceptions) {
    const bool present = std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
      return file.path == exception.path;
    });
    if (!present || used.contains(&exception)) continue;
    broken.push_back(fmt::format("{}:1: the exception for `{}` is no longer needed", exception.path,
                                 exception.name));
  }
  return broken;
}

}  // namespace ensign::test
