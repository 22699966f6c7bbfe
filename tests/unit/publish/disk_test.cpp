#include "publish/disk.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

#include "crypto/stock_tools.h"

namespace fs = std::filesystem;
using ensign::emit::OutFiles;
using ensign::publish::write_output;

namespace {

const OutFiles first_build{{"manifest.json", R"({"format":"ensign-manifest/1"})"},
                           {"site/index.html", "one"},
                           {"site/flags/a.html", "same"}};
const OutFiles second_build{{"manifest.json", R"({"format":"ensign-manifest/1", "x":1})"},
                            {"site/index.html", "two"},
                            {"site/flags/a.html", "same"}};

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ino_t inode(const fs::path& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_ino;
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

struct Scratch {
  stock::TemporaryFolder folder;
  fs::path root = folder.path();
  fs::path out = root / "out";
};

}  // namespace

TEST_CASE("a second build replaces the first, keeps what is equal and leaves nothing else") {
  const Scratch scratch;
  REQUIRE(write_output(scratch.out.string(), first_build, true));
  const ino_t kept = inode(scratch.out / "site/flags/a.html");
  std::ofstream(scratch.out / "site/stray.html") << "from an older build";
  REQUIRE(write_output(scratch.out.string() + "/", second_build, true));
  CHECK(contents(scratch.out / "site/index.html") == "two");
  CHECK(inode(scratch.out / "site/flags/a.html") == kept);
  CHECK_FALSE(fs::exists(scratch.out / "site/stray.html"));
  CHECK(entries(scratch.root) == 1);

  REQUIRE(write_output(scratch.out.string(), second_build, false));
  CHECK(inode(scratch.out / "site/flags/a.html") != kept);
}

TEST_CASE("a folder that no build made is never replaced") {
  const Scratch scratch;
  fs::create_directories(scratch.out);
  std::ofstream(scratch.out / "letter.txt") << "precious";
  const auto refused = write_output(scratch.out.string(), first_build, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("files that no build made") != std::string::npos);
  CHECK(contents(scratch.out / "letter.txt") == "precious");
  CHECK(entries(scratch.out) == 1);
  CHECK(entries(scratch.root) == 1);
}

TEST_CASE("an empty folder and a missing parent are fine, a file in the way is not") {
  const Scratch scratch;
  fs::create_directories(scratch.out);
  CHECK(write_output(scratch.out.string(), first_build, true));
  CHECK(write_output((scratch.root / "deep/er/out").string(), first_build, true));
  std::ofstream(scratch.root / "file") << "x";
  CHECK_FALSE(write_output((scratch.root / "file").string(), first_build, true));
  CHECK_FALSE(write_output("/", first_build, true));
}

TEST_CASE("what a killed build left beside the folder is mended") {
  const Scratch scratch;
  REQUIRE(write_output(scratch.out.string(), first_build, true));
  // Killed while it wrote, and killed between the two renames of a plain file system.
  fs::create_directories(scratch.root / ".out.ensign-new/site");
  fs::rename(scratch.out, scratch.root / ".out.ensign-old");
  REQUIRE(write_output(scratch.out.string(), second_build, true));
  CHECK(contents(scratch.out / "site/index.html") == "two");
  CHECK(entries(scratch.root) == 1);
}

TEST_CASE("a new file is never written over an old one") {
  const Scratch scratch;
  const std::string path = (scratch.root / "key").string();
  REQUIRE(ensign::publish::write_new_file(path, "secret", 0600));
  CHECK_FALSE(ensign::publish::write_new_file(path, "other", 0600));
  CHECK(contents(path) == "secret");
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}
