// Trees and indexes that git itself would not write, and what it would write but nobody governs.
#include <algorithm>
#include <doctest/doctest.h>

#include "../git_fixture.h"
#include "frozen_text.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

namespace {

// Freezes a commit whose folder `flags` is that raw tree.
Frozen freeze_flags(const GitFixture& git, const std::string& raw) {
  const std::string flags = git.store_tree(raw);
  const std::string root = git.store_tree(tree_entry("40000", "flags", flags));
  return freeze(git.path(), revision(git.commit_tree(root)));
}

}  // namespace

TEST_CASE("hostile names in a tree") {
  const GitFixture git;
  const std::string blob = git.store_blob("x: 1\n");
  const std::string folder = git.store_tree(tree_entry("100644", "config", blob));
  const Frozen frozen = freeze_flags(
      git, tree_entry("40000", "..", folder) + tree_entry("40000", ".GIT", folder) +
               tree_entry("100644", ".git", blob) + tree_entry("100644", "a.yaml", blob) +
               tree_entry("100644", "b\nc.yaml", blob) +
               tree_entry("100644", "caf\xE9.yaml", blob) + tree_entry("100644", "d/e.yaml", blob) +
               tree_entry("40000", "git~1", folder) +
               tree_entry("100644", std::string(5000, 'n'), blob) +
               tree_entry("100644", "twice.yaml", blob) + tree_entry("100644", "twice.yaml", blob));
  CHECK(bytes_of(frozen, "flags/a.yaml") == "x: 1\n");
  const Lines findings = findings_of(frozen);
  const auto found = [&](const std::string& line) {
    CAPTURE(line);
    CHECK(std::ranges::count(findings, line + " [EN901 refused-path]") == 1);
  };
  found("flags/..: `..` is no name but a step between folders");
  found("flags/.GIT: `.GIT` can be read as `.git`");
  found("flags/.git: `.git` can be read as `.git`");
  found("flags/b\\nc.yaml: `b\\nc.yaml` holds the control character U+000A");
  found("flags/caf\\xE9.yaml: `caf\\xE9.yaml` is not UTF-8 from byte 4 on");
  found("flags/d/e.yaml: `flags/d/e.yaml` holds a `/` inside one name");
  found("flags/git~1: `git~1` can be read as `.git`");
  found("flags/twice.yaml: `flags/twice.yaml` stands in its folder more than once");
  // `.GIT` and `.git` collide as well; the long name is there, cut.
  CHECK(findings.size() == 10);
}

TEST_CASE("a name at the top that pretends to lie in a governed folder") {
  const GitFixture git;
  const std::string good = git.store_blob("good\n");
  const std::string evil = git.store_blob("evil\n");
  const std::string flags = git.store_tree(tree_entry("100644", "a.yaml", good));
  const std::string root = git.store_tree(tree_entry("40000", "flags", flags) +
                                          tree_entry("100644", "flags/a.yaml", evil));
  const Frozen frozen = freeze(git.path(), revision(git.commit_tree(root)));
  CHECK(bytes_of(frozen, "flags/a.yaml") == "good\n");
  CHECK(findings_of(frozen) ==
        Lines{"flags/a.yaml (2): `flags/a.yaml` holds a `/` inside one name [EN901 refused-path]"});
}

TEST_CASE("symbolic links, submodules and strange modes in a tree") {
  const GitFixture git;
  const std::string blob = git.store_blob("a.yaml");
  const std::string commit(40, '7');
  const Frozen frozen = freeze_flags(
      git, tree_entry("100644", "a.yaml", blob) + tree_entry("100755", "b.yaml", blob) +
               tree_entry("100664", "c.yaml", blob) + tree_entry("120000", "link.yaml", blob) +
               tree_entry("20644", "device", blob) + tree_entry("160000", "vendor", commit));
  CHECK(findings_of(frozen) ==
        Lines{"flags/device: `flags/device` is neither a file nor a folder [EN902 refused-entry]",
              "flags/link.yaml: `flags/link.yaml` is a symbolic link [EN902 refused-entry]",
              "flags/vendor: `flags/vendor` is another repository (a submodule) [EN902 "
              "refused-entry]"});
  CHECK(bytes_of(frozen, "flags/c.yaml") == "a.yaml");
  CHECK(bytes_of(frozen, "flags/link.yaml").empty());
}

TEST_CASE("a link in the place of a governed folder") {
  const GitFixture git;
  git.write("other/a.yaml", "a\n");
  git.run("ln -s other flags");
  git.commit_all();
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(findings_of(freeze(git.path(), selection)) ==
          Lines{"flags: `flags` is a symbolic link [EN902 refused-entry]"});
  }
  git.run("rm flags && mkdir real && ln -s real deep && git add -A && git commit -qm x");
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(findings_of(freeze(git.path(), selection, {"deep/flags"})) ==
          Lines{"deep: `deep` is a symbolic link [EN902 refused-entry]"});
  }
}

TEST_CASE("a real submodule, in all three selections, checked out or not") {
  const GitFixture inner;
  inner.write("x.yaml", "x\n");
  inner.commit_all();
  const GitFixture git;
  git.run("git submodule --quiet add '" + inner.path() + "' flags/vendor && git commit -qm x");
  const Lines expected = {
      "flags/vendor: `flags/vendor` is another repository (a submodule) [EN902 refused-entry]"};
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(findings_of(freeze(git.path(), selection)) == expected);
  }
  git.run("git submodule --quiet deinit -f flags/vendor");
  CHECK(findings_of(freeze(git.path())) == expected);
  const GitFixture nested;
  nested.run("git init -q flags/inside");
  nested.write("flags/inside/a.yaml", "a\n");
  CHECK(findings_of(freeze(nested.path())) ==
        Lines{"flags/inside: `flags/inside` is another repository (a submodule) [EN902 "
              "refused-entry]"});
}

TEST_CASE("case collisions and long paths are found in every selection that can hold them") {
  const GitFixture git;
  const std::string long_name(101, 'l');
  git.write("flags/Flag.yaml", "1\n");
  git.write("flags/flag.yaml", "2\n");
  git.write("flags/" + long_name, "3\n");
  git.write("flags/aux.yaml", "4\n");
  git.write("flags/dot.", "5\n");
  git.commit_all();
  const Lines expected = {
      "flags/aux.yaml: `aux.yaml` is a device name on Windows [EN901 refused-path]",
      "flags/dot.: `dot.` ends in a dot or a space, which Windows drops [EN901 refused-path]",
      "flags/flag.yaml: `flags/flag.yaml` differs from `flags/Flag.yaml` in upper and lower case "
      "alone [EN903 case-collision]",
      "flags/" + long_name + ": `" + long_name +
          "` is 101 bytes long, the limit is 100 [EN901 refused-path]"};
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(findings_of(freeze(git.path(), selection)) == expected);
  }
}

TEST_CASE("a tree that repeats itself is bounded") {
  const GitFixture git;
  std::string level = git.store_blob("x\n");
  std::string mode = "100644";
  for (int depth = 0; depth < 9; ++depth) {
    std::string raw;
    for (char name = 'a'; name <= 'j'; ++name) raw += tree_entry(mode, std::string(1, name), level);
    level = git.store_tree(raw);
    mode = "40000";
  }
  const std::string root = git.store_tree(tree_entry("40000", "flags", level));
  CHECK(failure_of(git.path(), revision(git.commit_tree(root))).message ==
        "there are more than 1000000 governed entries");
}

TEST_CASE("conflicts and announcements in the index") {
  const GitFixture git;
  git.write("flags/a.yaml", "1\n");
  git.write("flags/gone.yaml", "1\n");
  git.commit_all();
  git.run(
      "git switch -qc side && printf '2\\n' > flags/a.yaml && printf '2\\n' > flags/gone.yaml &&"
      " git commit -qam side && git switch -q main && printf '3\\n' > flags/a.yaml &&"
      " git rm -q flags/gone.yaml && git commit -qam main && ! git merge -q side");
  git.write("flags/new.yaml", "4\n");
  git.run("git add --intent-to-add flags/new.yaml");
  const Frozen index = freeze(git.path(), staged());
  CHECK(
      findings_of(index) ==
      Lines{
          "flags/a.yaml: the merge of `flags/a.yaml` is not resolved [EN904 unmerged-entry]",
          "flags/gone.yaml: the merge of `flags/gone.yaml` is not resolved [EN904 unmerged-entry]",
          "flags/new.yaml: `flags/new.yaml` is announced to the index without content [EN904 "
          "unmerged-entry]"});
  CHECK(bytes_of(index, "flags/a.yaml").empty());
  CHECK_FALSE(index.snapshot.origin().clean);
  CHECK(bytes_of(freeze(git.path()), "flags/new.yaml") == "4\n");
}
