#include <sys/stat.h>

#include "cli/program.h"

namespace {

using namespace ensign::test;

const std::string day = "2026-09-01";

std::string untidy(const std::string& path) {
  std::string text = read_file(path);
  std::string result = "\xEF\xBB\xBF";
  for (const char c : text) result += c == '\n' ? std::string(" \r\n") : std::string(1, c);
  return result + "\r\n\r\n";
}

}  // namespace

TEST_CASE("fmt: brings back what an editor on another system did") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  const auto before = files_below(folder.path());
  for (const auto& [path, bytes] : before) {
    const bool governed =
        path.ends_with(".yaml") || path.starts_with("rel") || path.starts_with("rollbacks");
    if (governed) write_file(folder / path, untidy(folder / path));
  }
  const Ran listed = ensign_exits(1, {"fmt", folder.path(), "--check"});
  CHECK(listed.out.contains("ensign.yaml\n"));
  CHECK(listed.out.contains("flags/web/new-start-page.yaml\n"));
  CHECK(listed.err.contains("8 of 8 files would change"));
  CHECK(files_below(folder.path()) != before);
  ensign_exits(0, {"fmt", folder.path()});
  CHECK(files_below(folder.path()) == before);
  CHECK(ensign_exits(0, {"fmt", folder.path()}).err.contains("0 of 8 files changed"));
}

TEST_CASE("fmt: only what was asked for, and only what is governed") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  const auto spoil = [&](const std::string& path) {
    write_file(folder / path, read_file(folder / path) + "\n\n");
  };
  spoil("ensign.yaml");
  spoil("flags/kill-switches.yaml");
  spoil("rollbacks/web/new-start-page.md");
  spoil("README.md");
  CHECK(ensign_exits(0, {"fmt", folder / "flags"}).err.contains("1 of 2 files changed"));
  CHECK(read_file(folder / "ensign.yaml").ends_with("\n\n\n"));
  ensign_exits(0, {"fmt", folder / "rollbacks/web/new-start-page.md", folder / "ensign.yaml"});
  CHECK(ensign_exits(0, {"fmt", folder.path(), "--check"}).err.contains("0 of 8"));
  const Ran readme = ensign_exits(0, {"fmt", folder / "README.md"});
  CHECK(readme.err.contains("README.md holds nothing that is governed"));
  CHECK(read_file(folder / "README.md").ends_with("\n\n\n"));
  const TempFolder elsewhere;
  CHECK(ensign_exits(3, {"fmt", elsewhere.path()}).err.contains("no ensign.yaml"));
  ensign_exits(3, {"fmt", elsewhere / "absent.yaml"});
}

TEST_CASE("fmt: what cannot be read is reported and stays; the others are formatted") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  const std::string broken = "levels:\r\n  KS1: { title: x \r\n";
  write_file(folder / "flags/kill-switches.yaml", broken);
  write_file(folder / "trust/people.yaml", read_file(folder / "trust/people.yaml") + "\n");
  const Ran ran = ensign_exits(1, {"fmt", folder.path()});
  CHECK(ran.out.contains("flags/kill-switches.yaml:"));
  CHECK(ran.out.contains("error:"));
  CHECK(read_file(folder / "flags/kill-switches.yaml") == broken);
  CHECK(!read_file(folder / "trust/people.yaml").ends_with("\n\n"));
}

TEST_CASE("fmt: permissions stay, nothing is left beside the file, links are not followed") {
  const TempFolder folder, elsewhere;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  const std::string path = folder / "flags/kill-switches.yaml";
  write_file(path, read_file(path) + "\n");
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  write_file(elsewhere / "x.yaml", "key: x   \n");
  std::filesystem::create_symlink(elsewhere / "x.yaml", folder / "flags/x.yaml");
  const auto count = files_below(folder.path()).size();
  ensign_exits(0, {"fmt", folder.path()});
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
  CHECK(files_below(folder.path()).size() == count);
  CHECK(read_file(elsewhere / "x.yaml") == "key: x   \n");
}
