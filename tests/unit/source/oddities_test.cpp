#include <doctest/doctest.h>

#include "../git_fixture.h"
#include "frozen_text.h"
#include "source/git_oddities.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

TEST_CASE("what a clone redirects is told") {
  const GitFixture git;
  CHECK(git_oddities(git.path()).empty());
  git.write("flags/a.yaml", "1\n");
  git.commit_all();
  git.write("flags/a.yaml", "2\n");
  git.commit_all();
  CHECK(git_oddities(git.path()).empty());
  git.run("git replace HEAD HEAD~1");
  CHECK(git_oddities(git.path()) ==
        Lines{"`git replace` shows other objects in this clone; what is stored is read"});
  git.run("git pack-refs --all");
  CHECK(git_oddities(git / "flags").size() == 1);
  git.run("git replace -d $(git replace -l) && git rev-parse HEAD > .git/info/grafts");
  CHECK(git_oddities(git.path()) ==
        Lines{"info/grafts shows another history in this clone; the true one is read"});
  git.run("rm .git/info/grafts && git config core.worktree /etc");
  CHECK(git_oddities(git.path()) ==
        Lines{"core.worktree puts the work tree into `/etc`; the folder that holds .git is read"});
  git.run("GIT_DIR=.git git config core.worktree ..");
  CHECK(git_oddities(git.path()).empty());
  const TempFolder folder;
  CHECK(git_oddities(folder.path()).empty());
  CHECK(git_oddities(folder / "absent").empty());
}

TEST_CASE("what a clone borrows is told to who asks") {
  const GitFixture inner;
  inner.write("x.yaml", "x\n");
  inner.commit_all();
  CHECK(git_borrowings(inner.path()).empty());
  const TempFolder folder;
  inner.run("git clone -q --shared . '" + (folder / "shared") + "'");
  CHECK(git_borrowings(folder / "shared") ==
        Lines{"objects of other repositories are read, too: objects/info/alternates"});
  CHECK(git_oddities(folder / "shared").empty());
  inner.run("git worktree add -q '" + (folder / "linked") + "'");
  const Lines linked = git_borrowings(folder / "linked");
  REQUIRE(linked.size() == 1);
  CHECK(linked.front().starts_with(".git is a file: the repository is `"));
  CHECK(git_borrowings(folder / "absent").empty());
}

TEST_CASE("a submodule and a linked work tree are nothing odd") {
  const GitFixture inner;
  inner.write("x.yaml", "x\n");
  inner.commit_all();
  const GitFixture git;
  git.run("git submodule --quiet add '" + inner.path() + "' vendor && git commit -qm x");
  CHECK(git_oddities(git / "vendor").empty());
  const TempFolder folder;
  git.run("git worktree add -q '" + (folder / "w") + "'");
  CHECK(git_oddities(folder / "w").empty());
}
