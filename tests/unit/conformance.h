#pragma once
// Finds the outside test data, which is not part of this repository: the folder that the
// environment variable ENSIGN_CONFORMANCE names, else the one the build was configured with, else
// ../shared/conformance beside the source tree. A test that needs it is skipped, with a message,
// where it is absent.

#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace ensign::test {

inline std::filesystem::path source_tree() {
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
}

// The whole file; an unreadable one fails the test.
inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), "cannot read " << path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A file or folder of the conformance data; none where the data is absent.
inline std::optional<std::filesystem::path> conformance(const std::filesystem::path& name) {
  const char* given = std::getenv("ENSIGN_CONFORMANCE");
#ifdef ENSIGN_CONFORMANCE_DIR
  const std::filesystem::path otherwise = ENSIGN_CONFORMANCE_DIR;
#else
  const std::filesystem::path otherwise = source_tree().parent_path() / "shared" / "conformance";
#endif
  const std::filesystem::path folder = given != nullptr ? std::filesystem::path(given) : otherwise;
  if (std::filesystem::exists(folder / name)) return folder / name;
  MESSAGE("skipped: no " << name.string() << " in " << folder.string()
                         << " (ENSIGN_CONFORMANCE names another folder)");
  return std::nullopt;
}

}  // namespace ensign::test
