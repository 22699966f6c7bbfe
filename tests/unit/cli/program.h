// Runs the whole program in this process, as main() would, and keeps what it printed.
#pragma once

#include <algorithm>
#include <cstdio>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

#include "cli/commands.h"
#include "git_fixture.h"

namespace ensign::test {

struct Ran {
  int code = -1;
  std::string out, err;
};

// Sends one of the standard streams into a file, until the end of its life.
class Diverted {
 public:
  Diverted(std::FILE* stream, const std::string& path)
      : stream_(stream), number_(::fileno(stream)), before_(::dup(number_)) {
    std::fflush(stream_);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, number_);
    ::close(file);
  }
  Diverted(const Diverted&) = delete;
  Diverted& operator=(const Diverted&) = delete;
  ~Diverted() {
    std::fflush(stream_);
    ::dup2(before_, number_);
    ::close(before_);
  }

 private:
  std::FILE* stream_;
  int number_;
  int before_;
};

inline Ran ensign_says(const std::vector<std::string>& words) {
  const TempFolder scratch;
  std::vector<const char*> argv{"ensign"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  Ran ran;
  {
    const Diverted out(stdout, scratch / "out");
    const Diverted err(stderr, scratch / "err");
    ran.code = cli::run(static_cast<int>(argv.size()), argv.data());
  }
  ran.out = read_file(scratch / "out");
  ran.err = read_file(scratch / "err");
  return ran;
}

// Stops the test with the words of the program when the exit code is another.
inline Ran ensign_exits(int code, const std::vector<std::string>& words) {
  Ran ran = ensign_says(words);
  std::string line;
  for (const std::string& word : words) line += " " + word;
  INFO("ensign", line);
  INFO("standard output: ", ran.out);
  INFO("standard error: ", ran.err);
  REQUIRE(ran.code == code);
  return ran;
}

// All files below a folder, without `.git`, and what they hold.
inline std::vector<std::pair<std::string, std::string>> files_below(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().lexically_relative(folder).string();
    if (!entry.is_regular_file() || path.starts_with(".git/")) continue;
    files.emplace_back(path, read_file(entry.path().string()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace ensign::test
