// The work tree as `git add --all` would store it.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "../git_fixture.h"
#include "frozen_text.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

TEST_CASE("what git ignores is not there, unless it is tracked") {
  const GitFixture git;
  git.write(".gitignore", "*.tmp\n/flags/cache/\n!keep.tmp\n");
  git.write("flags/.gitignore", "local.yaml\n");
  git.write("flags/a.yaml", "a\n");
  git.write("flags/b.tmp", "b\n");
  git.write("flags/keep.tmp", "k\n");
  git.write("flags/local.yaml", "l\n");
  git.write("flags/cache/c.yaml", "c\n");
  git.write("flags/cache/forced.yaml", "f\n");
  git.write("flags/forced.tmp", "f\n");
  git.run(
      "git add -f flags/cache/forced.yaml flags/forced.tmp && git init -q flags/nested.tmp &&"
      " ln -s x flags/link.tmp && git config core.excludesFile /dev/null");
  const Frozen frozen = freeze(git.path());
  CHECK(paths_of(frozen) == Lines{"flags/.gitignore", "flags/a.yaml", "flags/cache/forced.yaml",
                                  "flags/forced.tmp", "flags/keep.tmp"});
  CHECK(findings_of(frozen).empty());
  // The second source: what git itself lists.
  const std::string listed =
      git.run("git ls-files --cached --others --exclude-standard flags | LC_ALL=C sort -u");
  std::string ours;
  for (const std::string& path : paths_of(frozen)) ours += (ours.empty() ? "" : "\n") + path;
  CHECK(ours == listed);
}

TEST_CASE("links and pipes are seen and never followed") {
  const GitFixture git;
  git.write("secret/a.yaml", "secret\n");
  git.write("flags/a.yaml", "a\n");
  std::filesystem::create_symlink(git / "secret/a.yaml", git / "flags/link.yaml");
  std::filesystem::create_symlink("absent", git / "flags/dangling.yaml");
  std::filesystem::create_directory_symlink("../secret", git / "flags/folder");
  REQUIRE(mkfifo((git / "flags/pipe").c_str(), 0600) == 0);
  const Frozen frozen = freeze(git.path());
  CHECK(findings_of(frozen) ==
        Lines{"flags/dangling.yaml: `flags/dangling.yaml` is a symbolic link [EN902 refused-entry]",
              "flags/folder: `flags/folder` is a symbolic link [EN902 refused-entry]",
              "flags/link.yaml: `flags/link.yaml` is a symbolic link [EN902 refused-entry]",
              "flags/pipe: `flags/pipe` is neither a file nor a folder [EN902 refused-entry]"});
  CHECK(bytes_of(frozen, "flags/link.yaml").empty());
  CHECK(bytes_of(frozen, "flags/a.yaml") == "a\n");
}

TEST_CASE("line ends: a work tree's file is what its blob would be") {
  const std::string crlf = "key: a\r\nvalue: 1\r\n";
  const std::string lf = "key: a\nvalue: 1\n";
  struct Case {
    const char* attributes;
    const char* autocrlf;
    const char* committed_first;  // content of the blob before the edit; "" = untracked
  };
  for (const Case& example :
       {Case{"", "false", ""}, Case{"", "true", ""}, Case{"", "input", ""},
        Case{"* text=auto\n", "false", ""}, Case{"* text\n", "false", ""},
        Case{"*.yaml eol=crlf\n", "false", ""}, Case{"* -text\n", "true", ""},
        Case{"* binary\n", "true", ""}, Case{"", "true", "key: a\r\n"},
        Case{"* text=auto\n", "false", "key: a\r\n"}, Case{"* text\n", "false", "key: a\r\n"},
        Case{"* text=auto eol=lf\n", "true", "key: b\n"}}) {
    CAPTURE(example.attributes);
    CAPTURE(example.autocrlf);
    CAPTURE(example.committed_first);
    const GitFixture git;
    if (*example.committed_first != '\0') {
      git.write("flags/a.yaml", example.committed_first);
      git.run("git -c core.autocrlf=false add -A && git commit -qm x");
    }
    git.run(std::string("git config core.autocrlf ") + example.autocrlf +
            " && git config core.safecrlf true");
    git.write(".gitattributes", example.attributes);
    git.write("flags/a.yaml", crlf);
    const std::string ours = bytes_of(freeze(git.path()), "flags/a.yaml");
    // The second source: the blob that git itself makes of the file.
    git.run("git -c core.safecrlf=false add -A");
    const std::string blob = git.run("git cat-file blob :flags/a.yaml | od -An -c");
    const TempFolder scratch;
    write_file(scratch / "ours", ours);
    CHECK(run_shell(scratch.path(), "od -An -c ours") == blob);
    CHECK((ours == crlf || ours == lf));
    CHECK(bytes_of(freeze(git.path(), staged()), "flags/a.yaml") == ours);
  }
}

TEST_CASE("a checkout with CRLF is as clean as one with LF") {
  const GitFixture git;
  git.write("flags/a.yaml", "a: 1\n");
  git.commit_all();
  git.run("git config core.autocrlf true && rm flags/a.yaml && git checkout -q -- flags");
  REQUIRE(read_file(git / "flags/a.yaml") == "a: 1\r\n");
  const Frozen frozen = freeze(git.path());
  CHECK(bytes_of(frozen, "flags/a.yaml") == "a: 1\n");
  CHECK(frozen.snapshot.origin().clean);
}

TEST_CASE("a CRLF that was committed is never folded away") {
  const GitFixture git;
  git.write("flags/a.yaml", "a: 1\r\n");
  git.commit_all();
  git.run("git config core.autocrlf true");
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(bytes_of(freeze(git.path(), selection), "flags/a.yaml") == "a: 1\r\n");
  }
}

TEST_CASE("too large, LFS and conversions in a work tree") {
  const GitFixture git;
  git.write(".gitattributes", "*.bin filter=lfs -text\n");
  git.write("flags/big.yaml", std::string((1U << 20) + 1, '#'));
  git.write("flags/limit.yaml", std::string(1U << 20, '#'));
  git.write("flags/lfs.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
  git.write("flags/a.bin", "x");
  git.commit_all();
  const Lines expected = {
      "flags/a.bin: `filter=lfs` in line 1 of `.gitattributes` has git rewrite `flags/a.bin` "
      "[EN907 text-conversion]",
      "flags/big.yaml: `flags/big.yaml` is 1048577 bytes long, the limit is 1048576 [EN906 "
      "file-too-large]",
      "flags/lfs.yaml: `flags/lfs.yaml` is a Git LFS pointer, not the content [EN905 lfs-pointer]"};
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    const Frozen frozen = freeze(git.path(), selection);
    CHECK(findings_of(frozen) == expected);
    CHECK(bytes_of(frozen, "flags/limit.yaml").size() == 1U << 20);
  }
}

TEST_CASE("an unreadable file is a failure of the world") {
  if (geteuid() == 0) {
    MESSAGE("skipped: root can read everything");
    return;
  }
  const GitFixture git;
  git.write("flags/a.yaml", "a\n");
  git.run("chmod 000 flags/a.yaml");
  CHECK(failure_of(git.path()).message == "cannot read `flags/a.yaml`: Permission denied");
}
