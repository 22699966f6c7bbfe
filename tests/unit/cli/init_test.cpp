#include <sys/stat.h>

#include "cli/program.h"

namespace {

using namespace ensign::test;

const std::string day = "2026-09-01";

std::string mode_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return (status.st_mode & 0111) != 0 ? "executable" : "plain";
}

void check_is_clean(const std::string& folder) {
  const Ran check = ensign_exits(0, {"check", folder, "--as-of", day});
  CHECK(check.out.empty());
  CHECK(check.err.contains("clean: 1 flag, 0 stage plans, 1 playbook, 1 release"));
}

}  // namespace

TEST_CASE("init: a repository for every size of team is clean at once") {
  for (const std::string team : {"solo", "pair", "org"}) {
    CAPTURE(team);
    const TempFolder folder;
    ensign_exits(0, {"init", folder.path(), "--team", team, "--name", "shop", "--as-of", day});
    check_is_clean(folder.path());
    ensign_exits(0, {"fmt", folder.path(), "--check"});
    const std::string flag = read_file(folder / "flags/web/new-start-page.yaml");
    CHECK(flag.contains("\ncreated: 2026-09-01\n"));
    CHECK(flag.contains("\nexpires: 2026-11-30 "));  // 90 days later
    CHECK(mode_of(folder / "hooks/pre-commit") == "executable");
    CHECK(mode_of(folder / "ensign.yaml") == "plain");
  }
}

TEST_CASE("init: what it writes can be built") {
  const TempFolder folder, out;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  ensign_exits(0, {"build", folder.path(), "--out", out / "site", "--first", "--as-of", day});
  CHECK(std::filesystem::exists(out / "site/bundles/production/bundle.json"));
  CHECK(std::filesystem::exists(out / "site/manifest.json"));
}

TEST_CASE("init: the flag's own tests say what it serves") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  const auto ask = [&](const std::string& email) {
    return ensign_exits(0,
                        {"eval", folder.path(), "--env", "production", "--flag", "new-start-page",
                         "--as-of", day, "--context", R"({"user":{"email":")" + email + R"("}})"})
        .out;
  };
  CHECK(ask("ada@example.com").starts_with(R"({"value":true,"variant":"on")"));
  CHECK(ask("ada@example.org").starts_with(R"({"value":false,"variant":"off")"));
}

TEST_CASE("init: every repository has its own project id of 16 hex digits") {
  std::string before;
  for (int i = 0; i < 8; ++i) {
    const TempFolder folder;
    ensign_exits(0, {"init", folder.path(), "--as-of", day});
    check_is_clean(folder.path());  // also when the digits look like a number
    const std::string config = read_file(folder / "ensign.yaml");
    const auto at = config.find("project: ") + 9;
    std::string id = config.substr(at, config.find(' ', at) - at);
    std::erase(id, '"');
    CHECK(id.size() == 16);
    CHECK(id.find_first_not_of("0123456789abcdef") == id.npos);
    CHECK(id != before);
    before = id;
  }
}

TEST_CASE("init: makes a folder that is missing, and names the project after it") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder / "deep/my shop", "--as-of", day});
  CHECK(read_file(folder / "deep/my shop/ensign.yaml").contains("\nname: my-shop\n"));
  check_is_clean(folder / "deep/my shop");
}

TEST_CASE("init: a name that reads as another type is quoted") {
  const TempFolder folder;
  for (const std::string name : {"true", "2026", "1e5", "no"}) {
    CAPTURE(name);
    ensign_exits(0, {"init", folder / name, "--as-of", day});
    check_is_clean(folder / name);
  }
}

TEST_CASE("init: in a Git repository, beside files that are none of its business") {
  const GitFixture git;
  git.write("src/main.c", "int main() {}\n");
  git.write("README.md", "# Mine\n");
  git.write("CHANGELOG.md", "# Changelog\n");
  git.commit_all();
  const Ran ran = ensign_exits(0, {"init", git.path(), "--as-of", day});
  CHECK(ran.err.contains("README.md stays as it is"));
  CHECK(read_file(git / "README.md") == "# Mine\n");
  check_is_clean(git.path());
  git.commit_all();
  ensign_exits(0, {"check", git.path(), "--rev", "HEAD", "--as-of", day});
}

TEST_CASE("init: attributes that are there stay, and it says which lines they lack") {
  const GitFixture git;
  git.write(".gitattributes", "*.png binary\n");
  const Ran ran = ensign_exits(0, {"init", git.path(), "--as-of", day});
  CHECK(read_file(git / ".gitattributes") == "*.png binary\n");
  CHECK(ran.err.contains("/flags/** text eol=lf"));
}

TEST_CASE("init: writes nothing when one of its files is there") {
  for (const std::string path :
       {"ensign.yaml", "trust/people.yaml", "flags/kill-switches.yaml", "hooks/pre-commit",
        "flags/web/new-start-page.yaml", "flags/other/something.yaml", "rollbacks/notes.txt"}) {
    CAPTURE(path);
    const TempFolder folder;
    write_file(folder / path, "mine\n");
    const auto before = files_below(folder.path());
    const Ran ran = ensign_exits(3, {"init", folder.path(), "--as-of", day});
    CHECK(ran.err.contains("nothing was written"));
    CHECK(ran.err.contains("\n  " + path + "\n"));
    CHECK(files_below(folder.path()) == before);
  }
}

TEST_CASE("init: a second time names everything that is in the way") {
  const TempFolder folder;
  ensign_exits(0, {"init", folder.path(), "--as-of", day});
  write_file(folder / "flags/mine.yaml", "key: mine\n");
  const auto before = files_below(folder.path());
  const Ran ran = ensign_exits(3, {"init", folder.path(), "--as-of", day});
  CHECK_FALSE(ran.err.contains("flags/mine.yaml"));  // which is none of those that init writes
  CHECK(ran.err.contains("\n  ensign.yaml\n"));
  CHECK(ran.err.contains("\n  hooks/pre-commit\n"));
  CHECK(ran.err.contains("governed already"));
  CHECK(files_below(folder.path()) == before);
}

TEST_CASE("init: a folder that is a link, or a file, is in the way and nothing is left behind") {
  const TempFolder folder, elsewhere;
  std::filesystem::create_directory_symlink(elsewhere.path(), folder / "rollbacks");
  ensign_exits(3, {"init", folder.path(), "--as-of", day});
  CHECK(files_below(folder.path()).empty());
  CHECK(!std::filesystem::exists(folder / "flags"));
  CHECK(std::filesystem::is_empty(elsewhere.path()));
}

TEST_CASE("init: says what Git ignores") {
  const GitFixture git;
  git.write(".gitignore", "[Rr]eleases/\n");
  const Ran ran = ensign_exits(0, {"init", git.path(), "--as-of", day});
  CHECK(ran.err.contains("Git ignores releases/0.1.0/release.md"));
}

TEST_CASE("init: refuses a name that is none, and a bare repository") {
  const TempFolder folder;
  ensign_exits(2, {"init", folder.path(), "--name", "two words"});
  CHECK(std::filesystem::is_empty(folder.path()));
  const GitFixture bare("--bare");
  ensign_exits(3, {"init", bare.path()});
}
