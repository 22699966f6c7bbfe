// Which commit is in whose history, also where the clone does not tell.

#include "source/ancestry.h"

#include <algorithm>

#include "git_fixture.h"

using namespace ensign;
using namespace ensign::test;
using source::Ancestry;

namespace {

Ancestry between(const std::string& repository, const std::string& older,
                 const std::string& newer) {
  const auto found = source::ancestry(repository, older, newer);
  REQUIRE(found.has_value());
  return *found;
}

std::string commit(const GitFixture& git, const std::string& text) {
  git.write("file", text);
  return git.commit_all();
}

}  // namespace

TEST_CASE("a commit is the same, an ancestor, or not in the history that was rewritten") {
  const GitFixture git;
  const std::string first = commit(git, "1");
  const std::string second = commit(git, "2");
  CHECK(between(git.path(), second, second) == Ancestry::same);
  CHECK(between(git.path(), first, second) == Ancestry::ancestor);
  CHECK(between(git.path(), second, first) == Ancestry::rewritten);
  git.run("git reset -q --hard HEAD~1");
  const std::string other = commit(git, "another second");
  CHECK(between(git.path(), second, other) == Ancestry::rewritten);
  CHECK(between(git.path(), std::string(40, 'a'), other) == Ancestry::rewritten);
}

TEST_CASE("a shallow clone says that it does not know") {
  const GitFixture git;
  const std::string first = commit(git, "1");
  const std::string second = commit(git, "2");
  const std::string third = commit(git, "3");
  const TempFolder place;
  run_shell(place.path(), "git clone -q --depth 2 'file://" + git.path() + "' shallow");
  const std::string clone = place / "shallow";
  CHECK(between(clone, third, third) == Ancestry::same);
  CHECK(between(clone, first, third) == Ancestry::unknown);
  CHECK(between(clone, std::string(40, 'a'), third) == Ancestry::unknown);
  CHECK(between(place.path(), first, second) == Ancestry::unknown);  // no repository
}

TEST_CASE("tips are branches, branches of remotes and tags of that whole name") {
  const GitFixture git;
  const std::string first = commit(git, "1");
  git.run("git branch release/v2 && git tag -m x v2");
  const std::string second = commit(git, "2");
  git.run("git update-ref refs/remotes/origin/release/v2 HEAD");
  CHECK(*source::head_branch(git.path()) == "main");
  CHECK(*source::tips_of(git.path(), "main") == std::vector{second});
  CHECK(*source::tips_of(git.path(), "v2") == std::vector{first});
  auto both = std::vector{first, second};
  std::ranges::sort(both);
  CHECK(*source::tips_of(git.path(), "release/v2") == both);
  CHECK(source::tips_of(git.path(), "release")->empty());
  git.run("git checkout -q --detach");
  CHECK(*source::head_branch(git.path()) == "");
}
