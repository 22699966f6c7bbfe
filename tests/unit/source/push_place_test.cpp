// Which folders of a commit are governed, also where somebody made the tree to be walked for long.
#include "source/push_place.h"

#include <doctest/doctest.h>

#include "git_fixture.h"

using namespace ensign;
using ensign::test::GitFixture;
using ensign::test::tree_entry;

namespace {

using Folders = std::vector<std::string>;

Folders folders_of(const GitFixture& git, const std::string& commit) {
  const auto found = source::folders_holding(git.path(), commit, {}, "ensign.yaml");
  REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().message));
  return *found;
}

}  // namespace

TEST_CASE("the outermost folders with an ensign.yaml, and nothing below them") {
  const GitFixture git;
  git.write("README.md", "none here\n");
  CHECK_EQ(folders_of(git, git.commit_all()), Folders{});
  git.write("services/shop/ensign.yaml", "name: shop\n");
  git.write("services/shop/tests/ensign.yaml", "name: fixture\n");
  git.write("apps/two words/ensign.yaml", "name: other\n");
  git.write("apps/not-ensign.yaml", "name: none\n");
  CHECK_EQ(folders_of(git, git.commit_all()), Folders{"apps/two words/", "services/shop/"});
  git.write("ensign.yaml", "name: top\n");
  CHECK_EQ(folders_of(git, git.commit_all()), Folders{""});
}

TEST_CASE("what is no file governs as well: it is judged, and refused there") {
  const GitFixture git;
  const std::string link = git.store_blob("elsewhere");
  const std::string below = git.store_tree(tree_entry("120000", "ensign.yaml", link));
  const std::string top = git.store_tree(tree_entry("40000", "shop", below));
  CHECK_EQ(folders_of(git, git.commit_tree(top)), Folders{"shop/"});
}

TEST_CASE("a tree of ten thousand million folders is walked in no time") {
  const GitFixture git;
  std::string tree = git.store_tree(tree_entry("100644", "a", git.store_blob("a")));
  std::string with = git.store_tree(tree_entry("100644", "ensign.yaml", git.store_blob("a")));
  for (int level = 0; level < 10; ++level) {
    std::string entries, others;
    for (char name = 'a'; name <= 'j'; ++name) {
      entries += tree_entry("40000", std::string(1, name), tree);
      others += tree_entry("40000", std::string(1, name), with);
    }
    tree = git.store_tree(entries);
    with = git.store_tree(others);
  }
  CHECK_EQ(folders_of(git, git.commit_tree(tree)), Folders{});
  const auto many = source::folders_holding(git.path(), git.commit_tree(with), {}, "ensign.yaml");
  REQUIRE_FALSE(many.has_value());
  CHECK_EQ(many.error().message, "more than 256 folders hold `ensign.yaml`");
}

TEST_CASE("the folder that was named, from the top of its work tree") {
  const GitFixture git;
  git.write("services/shop/ensign.yaml", "name: shop\n");
  CHECK_EQ(source::folder_in_work_tree(git.path()).value(), "");
  CHECK_EQ(source::folder_in_work_tree(git / "services/shop").value(), "services/shop/");
  CHECK_FALSE(source::folder_in_work_tree(git / "nowhere").has_value());
}
