#include <unistd.h>

#include "cli/program.h"

namespace {

using namespace ensign::test;

const std::string day = "2026-09-01";
const std::string flag = "flags/web/new-start-page.yaml";

// A governed repository with one commit.
class Repository {
 public:
  Repository() {
    ensign_exits(0, {"init", git.path(), "--as-of", day});
    git.commit_all();
    good = read_file(git / flag);
    bad = good;
    bad.replace(bad.find("code_default: off"), 17, "code_default: maybe");
  }
  Ran judge(int code) const {
    return ensign_exits(code, {"hook", "run", "pre-commit", git.path(), "--as-of", day});
  }

  GitFixture git;
  std::string good, bad;
};

}  // namespace

TEST_CASE("hook run: the index is judged, not the disk") {
  const Repository repository;
  const GitFixture& git = repository.git;
  git.write(flag, repository.bad);
  git.run("git add -A");
  git.write(flag, repository.good);  // the disk is fine, what would be committed is not
  const Ran blocked = repository.judge(1);
  CHECK(blocked.out.contains(flag));
  CHECK(blocked.out.contains("`maybe`"));

  git.write(flag, repository.good + "# a word more\n");
  git.run("git add -A");
  git.write(flag, repository.bad);  // and the other way round
  const Ran passed = repository.judge(0);
  CHECK(passed.out.empty());
  CHECK(passed.err.empty());
}

TEST_CASE("hook run: silent when nothing governed is staged") {
  const Repository repository;
  const GitFixture& git = repository.git;
  git.write(flag, repository.bad);
  git.run("git commit -qam bad");  // without the hook
  git.write("src/main.c", "int main() {}\n");
  git.run("git add -A");
  const Ran ran = repository.judge(0);
  CHECK(ran.out.empty());
  CHECK(ran.err.empty());
}

TEST_CASE("hook run: silent without an ensign.yaml in the index") {
  const GitFixture git;
  git.write("flags/x.yaml", "not: governed\n");
  git.run("git add -A");
  git.write("ensign.yaml", "broken: [\n");  // on disk only
  const Ran ran = ensign_exits(0, {"hook", "run", "pre-commit", git.path()});
  CHECK(ran.out.empty());
  CHECK(ran.err.empty());
}

TEST_CASE("hook run: what is overdue stops only a commit that touches it") {
  const Repository repository;
  const GitFixture& git = repository.git;
  const auto judge_late = [&](int code) {
    return ensign_exits(code, {"hook", "run", "pre-commit", git.path(), "--as-of", "2027-09-01"});
  };
  git.write("rollbacks/web/new-start-page.md",
            read_file(git / "rollbacks/web/new-start-page.md") + "5. Write it down.\n");
  git.run("git add -A");
  CHECK(judge_late(0).out.contains("warning"));
  git.write(flag, repository.good + "# touched\n");
  git.run("git add -A");
  CHECK(judge_late(1).out.contains("flag-expired"));
}

TEST_CASE("hook run: the index that Git hands over is the one") {
  const Repository repository;
  const GitFixture& git = repository.git;
  git.write(flag, repository.bad);
  git.run("cp .git/index .git/other && GIT_INDEX_FILE=.git/other git add -A");
  repository.judge(0);
  setenv("GIT_INDEX_FILE", ".git/other", 1);
  const Ran ran = ensign_says({"hook", "run", "pre-commit", git.path(), "--as-of", day});
  unsetenv("GIT_INDEX_FILE");
  CHECK(ran.code == 1);
}

TEST_CASE("hook install: three lines, executable, once is enough") {
  const Repository repository;
  const GitFixture& git = repository.git;
  ensign_exits(0, {"hook", "install", "pre-commit", git.path()});
  const std::string path = git / ".git/hooks/pre-commit";
  const std::string script = read_file(path);
  CHECK(script == read_file(std::string(ENSIGN_SOURCE_DIR) + "/hooks/pre-commit"));
  CHECK(script == read_file(git / "hooks/pre-commit"));
  CHECK(std::count(script.begin(), script.end(), '\n') == 3);
  CHECK(::access(path.c_str(), X_OK) == 0);
  CHECK(ensign_exits(0, {"hook", "install", "pre-commit", git.path()}).err.contains("in place"));
  CHECK(read_file(path) == script);
}

TEST_CASE("hook install: the root that is pinned stands in the script") {
  const GitFixture git;
  const std::string pin(64, 'a');
  ensign_exits(0, {"init", git / "shop", "--as-of", day});
  ensign_exits(0, {"hook", "install", "pre-push", git / "shop", "--pin", pin});
  const std::string script = read_file(git / ".git/hooks/pre-push");
  CHECK(script.contains("ensign hook run pre-push --pin " + pin + " 'shop'"));
  ensign_exits(0, {"hook", "install", "pre-push", git / "shop", "--pin", pin});
  const std::string other(64, 'b');
  const Ran ran = ensign_exits(3, {"hook", "install", "pre-push", git / "shop", "--pin", other});
  CHECK(ran.err.contains("is there already, for another folder or root"));
  CHECK(ran.err.contains("let its line say: ensign hook run pre-push --pin " + other + " 'shop'"));
  ensign_exits(2, {"hook", "install", "pre-push", git / "shop", "--pin", "abc"});
}

TEST_CASE("hook install: another hook stays, and it says what to add") {
  const GitFixture git;
  git.write(".git/hooks/pre-commit", "#!/bin/sh\nmake lint\n");
  const Ran ran = ensign_exits(3, {"hook", "install", "pre-commit", git.path()});
  CHECK(ran.err.contains("ensign hook run pre-commit || exit 1"));
  CHECK(read_file(git / ".git/hooks/pre-commit") == "#!/bin/sh\nmake lint\n");
  git.write(".git/hooks/pre-commit",
            "#!/bin/sh\nensign hook run pre-commit || exit 1\nmake lint\n");
  git.run("chmod +x .git/hooks/pre-commit");
  ensign_exits(0, {"hook", "install", "pre-commit", git.path()});
}

TEST_CASE("hook install: core.hooksPath is respected") {
  const GitFixture git;
  git.run("git config core.hooksPath .husky");
  const Ran ran = ensign_exits(3, {"hook", "install", "pre-commit", git.path()});
  CHECK(ran.err.contains("core.hooksPath"));
  CHECK(ran.err.contains(".husky/pre-commit"));
  CHECK(!std::filesystem::exists(git / ".git/hooks/pre-commit"));
  CHECK(!std::filesystem::exists(git / ".husky"));
}

TEST_CASE("hook install: a linked work tree has the hooks of its main repository") {
  const Repository repository;
  const GitFixture& git = repository.git;
  const TempFolder folder;
  git.run("git worktree add -q '" + (folder / "linked") + "'");
  ensign_exits(0, {"hook", "install", "pre-commit", folder / "linked"});
  CHECK(std::filesystem::exists(git / ".git/hooks/pre-commit"));
}

TEST_CASE("hook install: a governed folder below the top is named in the script") {
  const GitFixture git;
  ensign_exits(0, {"init", git / "it's here", "--as-of", day});
  ensign_exits(0, {"hook", "install", "pre-commit", git / "it's here"});
  const std::string script = read_file(git / ".git/hooks/pre-commit");
  CHECK(script.ends_with("exec ensign hook run pre-commit 'it'\\''s here'\n"));
  CHECK(script == read_file(git / "it's here/hooks/pre-commit"));
}

TEST_CASE("hook install: needs a repository with a work tree") {
  const TempFolder plain;
  CHECK(ensign_exits(3, {"hook", "install", "pre-commit", plain.path()}).err.contains("git init"));
  const GitFixture bare("--bare");
  ensign_exits(3, {"hook", "install", "pre-commit", bare.path()});
}
