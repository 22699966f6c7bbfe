// Real repositories in temporary folders, made by the stock git with a clean environment: fixed
// identity, dates and default branch, no configuration of this machine. The home of the whole test
// program is replaced before main, so that libgit2 reads no personal configuration either.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <utility>

namespace ensign::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ensign-test-XXXXXX").string();
    path_ = std::filesystem::canonical(mkdtemp(name.data())).string();
  }
  TempFolder(TempFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  TempFolder& operator=(TempFolder&&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

// A home without any configuration, the same for git and libgit2.
inline const TempFolder& clean_home() {
  static const TempFolder home;
  return home;
}

inline const bool home_is_clean = [] {
  setenv("HOME", clean_home().path().c_str(), 1);
  unsetenv("XDG_CONFIG_HOME");
  return true;
}();

inline void write_file(const std::string& path, std::string_view bytes) {
  const auto folder = std::filesystem::path(path).parent_path();
  if (!std::filesystem::exists(folder)) std::filesystem::create_directories(folder);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  REQUIRE(out.good());
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Runs a script in `folder`; a failing command fails the test. Gives standard output without the
// last line feed.
inline std::string run_shell(const std::string& folder, const std::string& script) {
  const TempFolder scratch;
  write_file(scratch / "script", script);
  const std::string command =
      "cd '" + folder + "' && env -i PATH=\"$PATH\" HOME='" + clean_home().path() +
      "' LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.com"
      " GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.com"
      " GIT_AUTHOR_DATE='2026-01-02T03:04:05Z' GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'"
      " GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=init.defaultBranch GIT_CONFIG_VALUE_0=main"
      " GIT_CONFIG_KEY_1=protocol.file.allow GIT_CONFIG_VALUE_1=always"
      " sh -e '" +
      (scratch / "script") + "' > '" + (scratch / "out") + "' 2> '" + (scratch / "err") + "'";
  const int status = std::system(command.c_str());
  INFO("script: ", script);
  INFO("standard error: ", read_file(scratch / "err"));
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  std::string out = read_file(scratch / "out");
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

// A fresh repository on the branch main.
class GitFixture {
 public:
  explicit GitFixture(const std::string& init_options = "") { run("git init -q " + init_options); }

  const std::string& path() const { return folder_.path(); }
  std::string operator/(std::string_view name) const { return folder_ / name; }

  std::string run(const std::string& script) const { return run_shell(path(), script); }
  void write(std::string_view name, std::string_view bytes) const {
    write_file(folder_ / name, bytes);
  }
  // Stages everything and commits; gives the commit's id.
  std::string commit_all() const {
    return run("git add -A && git commit -qm change && git rev-parse HEAD");
  }
  // Stores a tree as it is given, whatever git would think of it; gives its id.
  std::string store_tree(std::string_view raw) const {
    const TempFolder scratch;
    write_file(scratch / "tree", raw);
    return run("git hash-object -t tree --literally -w '" + (scratch / "tree") + "'");
  }
  std::string store_blob(std::string_view bytes) const {
    const TempFolder scratch;
    write_file(scratch / "blob", bytes);
    return run("git hash-object -w '" + (scratch / "blob") + "'");
  }
  // A commit with that root tree; gives its id.
  std::string commit_tree(const std::string& tree) const {
    return run("git commit-tree -m hostile " + tree);
  }

 private:
  TempFolder folder_;
};

// One entry of a raw tree: mode, name, and the object id as 40 hex digits.
inline std::string tree_entry(std::string_view mode, std::string_view name, std::string_view id) {
  std::string entry = std::string(mode) + " " + std::string(name);
  entry += '\0';
  for (std::size_t i = 0; i + 1 < id.size(); i += 2) {
    entry += static_cast<char>(std::stoi(std::string(id.substr(i, 2)), nullptr, 16));
  }
  return entry;
}

}  // namespace ensign::test
