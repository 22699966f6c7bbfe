// Kinds of repositories: bare, detached, unborn, empty, shallow, linked, foreign, unsupported.
#include <doctest/doctest.h>
#include <unistd.h>

#include "../git_fixture.h"
#include "frozen_text.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

namespace {

// A repository with two commits on main.
std::string fill(const GitFixture& git) {
  git.write("flags/a.yaml", "1\n");
  git.commit_all();
  git.write("flags/a.yaml", "2\n");
  return git.commit_all();
}

struct Environment {
  Environment(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { unsetenv(name_); }
  const char* name_;
};

}  // namespace

TEST_CASE("a bare repository is read at HEAD, and has no index") {
  const GitFixture git;
  const std::string head = fill(git);
  const TempFolder other;
  git.run("git clone -q --bare . '" + (other / "r.git") + "'");
  const Frozen frozen = freeze(other / "r.git");
  CHECK(bytes_of(frozen, "flags/a.yaml") == "2\n");
  CHECK(frozen.snapshot.origin().kind == Origin::Kind::commit);
  CHECK(frozen.snapshot.origin().commit == head);
  CHECK(bytes_of(freeze(other / "r.git", revision("HEAD~1")), "flags/a.yaml") == "1\n");
  CHECK(failure_of(other / "r.git", staged())
            .message.ends_with("is a bare repository, which has no index"));
  CHECK(failure_of(other / "r.git/refs").message.ends_with("lies inside a repository's own files"));
  CHECK(failure_of(git / ".git").message.ends_with("lies inside a repository's own files"));
}

TEST_CASE("an empty bare repository has nothing to read") {
  const GitFixture git("--bare");
  CHECK(failure_of(git.path()).message == "`HEAD` names no commit: the current branch has none");
}

TEST_CASE("an unborn branch: index and work tree are there, HEAD is not") {
  const GitFixture git;
  CHECK(paths_of(freeze(git.path())).empty());
  git.write("flags/a.yaml", "a\n");
  git.run("git add flags");
  git.write("flags/b.yaml", "b\n");
  CHECK(paths_of(freeze(git.path(), staged())) == Lines{"flags/a.yaml"});
  const Frozen frozen = freeze(git.path());
  CHECK(paths_of(frozen) == Lines{"flags/a.yaml", "flags/b.yaml"});
  CHECK(frozen.snapshot.origin().commit.empty());
  CHECK(frozen.snapshot.origin().tree.empty());
  CHECK_FALSE(frozen.snapshot.origin().clean);
  CHECK(frozen.snapshot.origin().history == History::none);
  const Failure failed = failure_of(git.path(), revision("HEAD"));
  CHECK(failed.message == "`HEAD` names no commit: the current branch has none");
  CHECK_FALSE(failed.help.empty());
}

TEST_CASE("a detached HEAD is a commit like any other") {
  const GitFixture git;
  fill(git);
  git.run("git checkout -q HEAD~1");
  const Frozen frozen = freeze(git.path());
  CHECK(bytes_of(frozen, "flags/a.yaml") == "1\n");
  CHECK(frozen.snapshot.origin().commit == git.run("git rev-parse main~1"));
  CHECK(frozen.snapshot.origin().clean);
}

TEST_CASE("a clone of depth one is whole but shallow, in its linked work trees too") {
  const GitFixture git;
  const std::string head = fill(git);
  const TempFolder other;
  git.run("git clone -q --depth 1 'file://" + git.path() + "' '" + (other / "c") + "'");
  const Frozen frozen = freeze(other / "c");
  CHECK(bytes_of(frozen, "flags/a.yaml") == "2\n");
  CHECK(frozen.snapshot.origin().commit == head);
  CHECK(frozen.snapshot.origin().clean);
  CHECK(frozen.snapshot.origin().history == History::shallow);
  const Failure failed = failure_of(other / "c", revision("HEAD~1"));
  CHECK(failed.message == "`HEAD~1` names no commit here");
  CHECK(failed.help.contains("--unshallow"));
  run_shell(other / "c", "git worktree add -q ../w");
  CHECK(freeze(other / "w").snapshot.origin().history == History::shallow);
}

TEST_CASE("an empty clone opens") {
  const GitFixture git("--bare");
  const TempFolder other;
  git.run("git clone -q . '" + (other / "c") + "' 2>/dev/null");
  CHECK(paths_of(freeze(other / "c")).empty());
}

TEST_CASE("a linked work tree has its own HEAD, index and files") {
  const GitFixture git;
  fill(git);
  const TempFolder other;
  git.run("git worktree add -q -b side '" + (other / "w") + "' HEAD~1");
  write_file(other / "w/flags/b.yaml", "b\n");
  run_shell(other / "w", "git add flags");
  CHECK(paths_of(freeze(other / "w", staged())) == Lines{"flags/a.yaml", "flags/b.yaml"});
  CHECK(bytes_of(freeze(other / "w"), "flags/a.yaml") == "1\n");
  CHECK(freeze(other / "w").snapshot.origin().commit == git.run("git rev-parse side"));
  CHECK(paths_of(freeze(git.path(), staged())) == Lines{"flags/a.yaml"});
}

TEST_CASE("linked work trees of a bare repository are no bare repositories") {
  const GitFixture git;
  fill(git);
  const TempFolder other;
  git.run("git clone -q --bare . '" + (other / "r.git") + "'");
  run_shell(other / "r.git", "git worktree add -q ../w main");
  write_file(other / "w/flags/b.yaml", "b\n");
  CHECK(paths_of(freeze(other / "w")) == Lines{"flags/a.yaml", "flags/b.yaml"});
}

TEST_CASE("a separate git directory, and one that is gone") {
  const TempFolder folder;
  run_shell(folder.path(), "git init -q --separate-git-dir store work");
  write_file(folder / "work/flags/a.yaml", "a\n");
  CHECK(paths_of(freeze(folder / "work")) == Lines{"flags/a.yaml"});
  std::filesystem::remove_all(folder / "store");
  CHECK(failure_of(folder / "work").message.starts_with("cannot open the repository"));
}

TEST_CASE("a checked out submodule is a repository of its own") {
  const GitFixture inner;
  fill(inner);
  const GitFixture outer;
  outer.run("git submodule --quiet add '" + inner.path() + "' part");
  CHECK(bytes_of(freeze(outer / "part"), "flags/a.yaml") == "2\n");
  CHECK(freeze(outer / "part").snapshot.origin().clean);
}

TEST_CASE("configuration and environment do not move the work tree") {
  const GitFixture git;
  fill(git);
  const TempFolder trap;
  write_file(trap / "flags/evil.yaml", "evil\n");
  SUBCASE("core.worktree") { git.run("git config core.worktree '" + trap.path() + "'"); }
  SUBCASE("include.path") {
    write_file(trap / "more", "[core]\n\tworktree = " + trap.path() + "\n");
    git.run("git config include.path '" + (trap / "more") + "'");
  }
  SUBCASE("GIT_DIR and GIT_WORK_TREE") {
    run_shell(trap.path(), "git init -q");
    const Environment dir("GIT_DIR", trap / ".git");
    const Environment tree("GIT_WORK_TREE", trap.path());
    const Environment index("GIT_INDEX_FILE", trap / "index");
    CHECK(paths_of(freeze(git.path())) == Lines{"flags/a.yaml"});
    CHECK(paths_of(freeze(git.path(), staged())) == Lines{"flags/a.yaml"});
  }
  CHECK(paths_of(freeze(git.path())) == Lines{"flags/a.yaml"});
  CHECK(bytes_of(freeze(git.path(), staged()), "flags/a.yaml") == "2\n");
}

TEST_CASE("nothing that a repository configures is run") {
  const GitFixture git;
  git.write(".gitattributes", "* filter=trap diff=trap text\n");
  git.write("flags/a.yaml", "a\r\n");
  git.commit_all();
  const std::string touch = "sh -c \\\"touch " + (git / "ran") + "; cat\\\"";
  git.run("cat >> .git/config <<'EOF'\n[filter \"trap\"]\n\tclean = \"" + touch +
          "\"\n\tsmudge = \"" + touch + "\"\n\tprocess = \"" + touch +
          "\"\n\trequired = true\n[core]\n\tfsmonitor = \"" + touch +
          "\"\n\thooksPath = hooks\n[gpg]\n\tprogram = \"" + touch +
          "\"\n[gpg \"ssh\"]\n\tprogram = \"" + touch + "\"\nEOF\n");
  git.write("flags/b.yaml", "b\r\n");
  for (const Selection& selection : {Selection{}, staged(), revision("HEAD")}) {
    CHECK(findings_of(freeze(git.path(), selection)).size() >= 1);
  }
  CHECK_FALSE(std::filesystem::exists(git / "ran"));
}

TEST_CASE("grafts and replace refs change nothing") {
  const GitFixture git;
  const std::string head = fill(git);
  git.run("git replace HEAD HEAD~1 && mkdir -p .git/info && git rev-parse HEAD > .git/info/grafts");
  CHECK(git.run("git show HEAD:flags/a.yaml") == "1");
  const Frozen frozen = freeze(git.path(), revision("HEAD"));
  CHECK(bytes_of(frozen, "flags/a.yaml") == "2\n");
  CHECK(frozen.snapshot.origin().commit == head);
  CHECK(freeze(git.path(), revision("HEAD~1")).snapshot.files().size() == 1);
}

TEST_CASE("objects of an alternate are read") {
  const GitFixture git;
  fill(git);
  const TempFolder other;
  git.run("git clone -q --shared . '" + (other / "c") + "'");
  CHECK(bytes_of(freeze(other / "c", revision("HEAD")), "flags/a.yaml") == "2\n");
}

TEST_CASE("a partial clone fails on what it lacks, and names it") {
  const GitFixture git;
  fill(git);
  git.run("git config uploadpack.allowFilter true");
  const std::string blob = git.run("git rev-parse HEAD~1:flags/a.yaml");
  const TempFolder other;
  git.run("git clone -q --filter=blob:none 'file://" + git.path() + "' '" + (other / "c") + "'");
  CHECK(bytes_of(freeze(other / "c", revision("HEAD")), "flags/a.yaml") == "2\n");
  CHECK(bytes_of(freeze(other / "c"), "flags/a.yaml") == "2\n");
  const Failure failed = failure_of(other / "c", revision("HEAD~1"));
  CHECK(failed.message == "object " + blob + " of `flags/a.yaml` is missing from this clone");
  CHECK_FALSE(failed.help.empty());
}

TEST_CASE("a damaged object is a failure, not a file") {
  const GitFixture git;
  fill(git);
  const std::string blob = git.run("git rev-parse HEAD:flags/a.yaml");
  const std::string other = git.run("git rev-parse HEAD~1:flags/a.yaml");
  git.run("cd .git/objects && cp -f " + other.substr(0, 2) + "/" + other.substr(2) + " " +
          blob.substr(0, 2) + "/" + blob.substr(2));
  CHECK(failure_of(git.path(), revision("HEAD")).message.starts_with("cannot read object " + blob));
}

TEST_CASE("unsupported repositories say what is unsupported") {
  SUBCASE("SHA-256") {
    const GitFixture git("--object-format=sha256");
    CHECK(failure_of(git.path())
              .message.ends_with("names its objects by SHA-256, which is unsupported"));
  }
  SUBCASE("an unknown extension") {
    const GitFixture git;
    git.run(
        "git config core.repositoryFormatVersion 1 && git config extensions.refStorage reftable");
    CHECK(failure_of(git.path())
              .message.ends_with("uses `extensions.refstorage`, which is unsupported"));
  }
  SUBCASE("a format of the future") {
    const GitFixture git;
    git.run("git config core.repositoryFormatVersion 7");
    CHECK(failure_of(git.path()).message.contains("has an unsupported format"));
  }
  SUBCASE("a split index") {
    const GitFixture git;
    fill(git);
    git.run("git update-index --split-index");
    CHECK(failure_of(git.path(), staged()).message.starts_with("cannot read the index"));
  }
}

TEST_CASE("extensions that change nothing here are understood") {
  const GitFixture git;
  fill(git);
  git.run(
      "git config core.repositoryFormatVersion 1 && git config extensions.worktreeConfig true"
      " && git config --worktree core.worktree /etc");
  CHECK(paths_of(freeze(git.path())) == Lines{"flags/a.yaml"});
}

TEST_CASE("a repository of another user is opened only when this user says so") {
  if (geteuid() != 0) {
    MESSAGE("skipped: only root can give a file away");
    return;
  }
  const GitFixture git;
  fill(git);
  std::string foreign;
  SUBCASE("the work tree") { foreign = git.path(); }
  SUBCASE("the git directory") { foreign = git / ".git"; }
  git.run("chown 65534 '" + foreign + "'");
  const Failure failed = failure_of(git.path());
  CHECK(failed.message == "`" + foreign + "` belongs to another user, who could have prepared it");
  CHECK(failed.help ==
        "if you trust it: git config --global --add safe.directory '" + git.path() + "'");
  const std::string config = clean_home() / ".gitconfig";
  for (const std::string& value :
       {git.path(), std::string("*"),
        std::filesystem::path(git.path()).parent_path().string() + "/*"}) {
    CAPTURE(value);
    write_file(config, "[safe]\n\tdirectory = \"" + value + "\"\n");
    CHECK(failure_of(git.path()).message.empty());
    write_file(config, "[safe]\n\tdirectory = \"" + value + "\"\n\tdirectory =\n");
    CHECK_FALSE(failure_of(git.path()).message.empty());
  }
  write_file(config, "[safe]\n\tdirectory = /elsewhere\n");
  CHECK_FALSE(failure_of(git.path()).message.empty());
  std::filesystem::remove(config);
}
