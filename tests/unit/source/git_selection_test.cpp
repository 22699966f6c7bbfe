// What each selection sees: work tree, index, commit; and what is said of where it came from.
#include <doctest/doctest.h>

#include "../git_fixture.h"
#include "frozen_text.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

TEST_CASE("commit, index and work tree are three answers") {
  const GitFixture git;
  git.write("ensign.yaml", "project: p\n");
  git.write("flags/a.yaml", "committed\n");
  git.write("src/main.c", "int main;\n");
  const std::string commit = git.commit_all();
  git.write("flags/a.yaml", "staged\n");
  git.write("flags/b.yaml", "staged\n");
  git.run("git add flags");
  git.write("flags/a.yaml", "edited\n");
  git.write("flags/c.yaml", "untracked\n");

  const Frozen committed = freeze(git.path(), revision("HEAD"));
  CHECK(paths_of(committed) == Lines{"ensign.yaml", "flags/a.yaml"});
  CHECK(bytes_of(committed, "flags/a.yaml") == "committed\n");
  const Origin& origin = committed.snapshot.origin();
  CHECK(origin.kind == Origin::Kind::commit);
  CHECK(origin.commit == commit);
  CHECK(origin.tree == git.run("git rev-parse HEAD^{tree}"));
  CHECK(origin.clean);
  CHECK(origin.history == History::full);

  const Frozen index = freeze(git.path(), staged());
  CHECK(paths_of(index) == Lines{"ensign.yaml", "flags/a.yaml", "flags/b.yaml"});
  CHECK(bytes_of(index, "flags/a.yaml") == "staged\n");
  CHECK(index.snapshot.origin().kind == Origin::Kind::index);
  CHECK(index.snapshot.origin().commit == commit);
  CHECK_FALSE(index.snapshot.origin().clean);

  const Frozen tree = freeze(git.path());
  CHECK(paths_of(tree) == Lines{"ensign.yaml", "flags/a.yaml", "flags/b.yaml", "flags/c.yaml"});
  CHECK(bytes_of(tree, "flags/a.yaml") == "edited\n");
  CHECK(tree.snapshot.origin().kind == Origin::Kind::work_tree);
  CHECK_FALSE(tree.snapshot.origin().clean);
}

TEST_CASE("clean means: the governed files are those of the commit") {
  const GitFixture git;
  git.write("flags/a.yaml", "a\n");
  git.write("src/main.c", "int main;\n");
  git.commit_all();
  const auto clean = [&](const Selection& selection) {
    return freeze(git.path(), selection).snapshot.origin().clean;
  };
  CHECK(clean({}));
  CHECK(clean(staged()));
  git.write("src/main.c", "edited, but not governed\n");
  CHECK(clean({}));
  git.run("rm flags/a.yaml");
  CHECK_FALSE(clean({}));
  CHECK(clean(staged()));
  git.run("git rm -q flags/a.yaml");
  CHECK_FALSE(clean(staged()));
}

TEST_CASE("a file changed between looks is one file in one run") {
  const GitFixture git;
  git.write("ensign.yaml", "first\n");
  git.write("flags/a.yaml", "a\n");
  git.commit_all();
  auto world = World::open(git.path(), {});
  REQUIRE(world.has_value());
  CHECK((*world)->read("ensign.yaml").value() == "first\n");
  CHECK((*world)->read("trust/people.yaml").value() == std::nullopt);
  git.write("ensign.yaml", "second\n");
  git.write("trust/people.yaml", "late\n");
  CHECK((*world)->read("ensign.yaml").value() == "first\n");
  const auto frozen = (*world)->freeze(usual_roots(), Instant{});
  REQUIRE(frozen.has_value());
  CHECK(bytes_of(*frozen, "ensign.yaml") == "first\n");
  CHECK(paths_of(*frozen) == Lines{"ensign.yaml", "flags/a.yaml"});
  std::filesystem::remove(git / "ensign.yaml");
  CHECK(bytes_of((*world)->freeze(usual_roots(), Instant{}).value(), "ensign.yaml") == "first\n");
}

TEST_CASE("a hook's own index is the one that is judged") {
  const GitFixture git;
  git.write("flags/a.yaml", "old\n");
  git.commit_all();
  git.write("flags/a.yaml", "new\n");
  // `git commit FILE` gives its hook an index beside the repository's own.
  git.run(
      "mkdir -p .git/hooks; printf '#!/bin/sh\\ncp \"$GIT_INDEX_FILE\" .git/seen\\nexit 1\\n'"
      " > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; ! git commit -qm x flags/a.yaml");
  CHECK(bytes_of(freeze(git.path(), staged()), "flags/a.yaml") == "old\n");
  Selection hook = staged();
  hook.index_file = ".git/seen";
  CHECK(bytes_of(freeze(git.path(), hook), "flags/a.yaml") == "new\n");
  hook.index_file = git / ".git/seen";
  CHECK(bytes_of(freeze(git.path(), hook), "flags/a.yaml") == "new\n");
}

TEST_CASE("anything that names a commit is a revision") {
  const GitFixture git;
  git.write("flags/a.yaml", "1\n");
  const std::string first = git.commit_all();
  git.run("git tag light && git tag -a -m x heavy && git tag -a -m x nested heavy");
  git.write("flags/a.yaml", "2\n");
  git.commit_all();
  for (const std::string& name :
       {std::string("light"), std::string("heavy"), std::string("nested"), std::string("HEAD~1"),
        std::string("main^"), first, first.substr(0, 8), std::string("refs/tags/heavy"),
        std::string(":/change~1")}) {
    CAPTURE(name);
    if (name.starts_with(":/")) continue;
    CHECK(freeze(git.path(), revision(name)).snapshot.origin().commit == first);
  }
  CHECK(failure_of(git.path(), revision("nowhere")).message == "`nowhere` names no commit here");
  CHECK(failure_of(git.path(), revision("")).message == "`` names no commit here");
  CHECK(failure_of(git.path(), revision("HEAD:flags/a.yaml")).message ==
        "`HEAD:flags/a.yaml` names a blob, not a commit");
  CHECK(failure_of(git.path(), revision("HEAD^{tree}")).message ==
        "`HEAD^{tree}` names a tree, not a commit");
}

TEST_CASE("a governed folder inside a larger repository") {
  const GitFixture git;
  git.write("teams/search/ensign.yaml", "project: search\n");
  git.write("teams/search/flags/a.yaml", "a\n");
  git.write("flags/other.yaml", "not ours\n");
  git.write(".gitattributes", "teams/search/flags/** filter=x\n");
  git.commit_all();
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    const Frozen frozen = freeze(git / "teams/search", selection);
    CHECK(paths_of(frozen) == Lines{"ensign.yaml", "flags/a.yaml"});
    CHECK(frozen.snapshot.origin().clean);
    CHECK(findings_of(frozen) ==
          Lines{"flags/a.yaml: `filter=x` in line 1 of `.gitattributes` has git rewrite "
                "`flags/a.yaml` [EN907 text-conversion]"});
  }
  git.run("mkdir -p teams/none");
  CHECK(paths_of(freeze(git / "teams/none")).empty());
  CHECK(paths_of(freeze(git / "teams/none", revision("HEAD"))).empty());
}

TEST_CASE("a plain directory") {
  const TempFolder folder;
  write_file(folder / "flags/a.yaml", "a\r\n");
  write_file(folder / "src/b.yaml", "b\n");
  std::filesystem::create_symlink("/etc/passwd", folder / "flags/link.yaml");
  const Frozen frozen = freeze(folder.path());
  CHECK(paths_of(frozen) == Lines{"flags/a.yaml", "flags/link.yaml"});
  CHECK(bytes_of(frozen, "flags/a.yaml") == "a\r\n");
  CHECK(findings_of(frozen) ==
        Lines{"flags/link.yaml: `flags/link.yaml` is a symbolic link [EN902 refused-entry]"});
  CHECK(frozen.snapshot.origin().kind == Origin::Kind::directory);
  CHECK(frozen.snapshot.origin().commit.empty());
  CHECK(paths_of(freeze(folder.path(), {}, {"."})) ==
        Lines{"flags/a.yaml", "flags/link.yaml", "src/b.yaml"});
  CHECK(paths_of(freeze(folder.path(), {}, {"/", "..", "flags/../src"})).empty());
  CHECK(failure_of(folder.path(), staged()).message.starts_with("no Git repository holds"));
  CHECK(failure_of(folder / "absent").message.ends_with("No such file or directory"));
  CHECK(failure_of(folder / "flags/a.yaml").message.ends_with("is no folder"));
}
