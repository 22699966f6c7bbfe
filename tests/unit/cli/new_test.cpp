#include "cli/program.h"

namespace {

// A segment that was just written is used by nothing yet, and `check` may say so.
std::string without_unused_segments(std::string text) {
  for (const std::string_view known : {"[EN215", "[EN216"}) {
    for (auto at = text.find(known); at != text.npos; at = text.find(known)) text.erase(at, 1);
  }
  return text;
}

using namespace ensign::test;

const std::string day = "2026-09-01";

class Repository {
 public:
  explicit Repository(const std::string& team = "org") {
    ensign_exits(0, {"init", folder_.path(), "--team", team, "--as-of", day});
  }
  const std::string& path() const { return folder_.path(); }
  std::string operator/(std::string_view name) const { return folder_ / name; }

  Ran make(int code, const std::string& kind, const std::string& id,
           const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"new", kind, id, path(), "--as-of", day};
    words.insert(words.end(), more.begin(), more.end());
    return ensign_exits(code, words);
  }
  void check() const {
    const Ran ran = ensign_exits(0, {"check", path(), "--as-of", day});
    CHECK_FALSE(without_unused_segments(ran.out).contains("[EN"));
    ensign_exits(0, {"fmt", path(), "--check"});
  }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("new: every kind passes check and is in its usual form") {
  for (const std::string team : {"solo", "pair", "org"}) {
    CAPTURE(team);
    const Repository repository(team);
    CHECK(repository.make(0, "flag", "search/new-engine").out == "flags/search/new-engine.yaml\n");
    CHECK(repository.make(0, "flag", "dark-mode").out == "flags/dark-mode.yaml\n");
    CHECK(repository.make(0, "segment", "pilots").out == "flags/segments/pilots.yaml\n");
    CHECK(repository.make(0, "group", "experiments").out == "flags/groups/experiments.yaml\n");
    CHECK(repository.make(0, "profile", "known-safe").out == "flags/profiles/known-safe.yaml\n");
    CHECK(repository.make(0, "tombstone", "old-search").out == "flags/retired.yaml\n");
    CHECK(repository.make(0, "plan", "new-engine").out == "releases/stages/new-engine.yaml\n");
    CHECK(repository.make(0, "evidence", "new-engine/staging/watched-1").out ==
          "releases/evidence/new-engine/staging/watched-1.yaml\n");
    CHECK(repository.make(0, "release", "0.2.0").out == "releases/0.2.0/release.md\n");
    CHECK(repository.make(0, "note", "dark-mode").out == "releases/notes/dark-mode.md\n");
    CHECK(repository.make(0, "playbook", "search/engine-off").out ==
          "rollbacks/search/engine-off.md\n");
    CHECK(repository.make(0, "freeze", "year-end").out == "releases/freezes/year-end.yaml\n");
    CHECK(repository.make(0, "incident", "slow-queries").out ==
          "releases/incidents/slow-queries.md\n");
    CHECK(repository.make(0, "journal", "2026-09-01").out == "releases/journal/2026-09-01.md\n");
    CHECK(repository.make(0, "drill", "ks1").out == "rollbacks/drills/2026-09-01-ks1.md\n");
    CHECK(repository.make(0, "drill", "2026-08-30-ks1").out ==
          "rollbacks/drills/2026-08-30-ks1.md\n");
    CHECK(repository.make(0, "waiver", "late").out == "trust/waivers/late.yaml\n");
    std::filesystem::remove(repository / "trust/policy.yaml");  // init has written one
    for (const std::string kind : {"metrics", "calendar", "policy"}) {
      ensign_exits(0, {"new", kind, repository.path(), "--as-of", day});
      ensign_exits(3, {"new", kind, repository.path(), "--as-of", day});  // it is there
    }
    ensign_exits(2, {"new", "flag"});
    repository.check();
  }
}

TEST_CASE("new: fields come from the repository and the date of the run") {
  const Repository repository;
  repository.make(0, "flag", "new-engine-2", {"--owner", "team-platform"});
  const std::string flag = read_file(repository / "flags/new-engine-2.yaml");
  CHECK(flag.contains("title: New engine 2\n"));
  CHECK(flag.contains("owner: team-platform\n"));
  CHECK(flag.contains("created: 2026-09-01\n"));
  CHECK(flag.contains("expires: 2026-11-30 "));
  CHECK(flag.contains("  staging: { serve: off }\n  production: { serve: off }\n"));
  repository.make(0, "segment", "s0");
  CHECK(read_file(repository / "flags/segments/s0.yaml").contains("owner: team-product\n"));
  repository.make(0, "note", "n1");
  CHECK(read_file(repository / "releases/notes/n1.md").contains("\nmilestone: v0.1.0\n"));
  repository.make(0, "release", "1.0.0-rc.1");
  const std::string release = read_file(repository / "releases/1.0.0-rc.1/release.md");
  CHECK(release.contains("\ntype: major\n"));
  CHECK(release.contains("\nstate: planned\n"));
  repository.make(0, "segment", "s1");
  CHECK(
      read_file(repository / "flags/segments/s1.yaml").contains("if: { user.email: [somebody] }"));
  repository.check();
}

TEST_CASE("new: a retired key stays retired, and the list of them is one file") {
  const Repository repository;
  repository.make(0, "tombstone", "old-search");
  CHECK(repository.make(2, "flag", "old-search").err.contains("retired flag"));
  CHECK(repository.make(2, "tombstone", "older")
            .err.contains(
                "`older: { on: 2026-09-01, type: release, reason: Shipped to everybody. }`"));
  CHECK(repository.make(2, "tombstone", "new-start-page").err.contains("already"));
  repository.check();
}

TEST_CASE("new: evidence is for the gate that is still closed, and claims nothing") {
  const Repository repository;
  repository.make(0, "plan", "p");
  repository.make(0, "evidence", "p/production/e1", {"--owner", "operator"});
  const std::string evidence = read_file(repository / "releases/evidence/p/production/e1.yaml");
  CHECK(evidence.contains("gate: watched\n"));
  CHECK(evidence.contains("result: failed"));
  CHECK(evidence.contains("by: operator\n"));
  CHECK(evidence.contains("at: 2026-09-01T23:59:59Z\n"));
  CHECK(repository.make(2, "evidence", "q/production/e2").err.contains("no plan `q`"));
  CHECK(
      repository.make(2, "evidence", "p/prodution/e2").err.contains("did you mean `production`?"));
  CHECK(repository.make(2, "evidence", "p/staging/e1").err.contains("already"));
}

TEST_CASE("new: keys that look like other types are quoted") {
  const Repository repository;
  std::string config = read_file(repository / "ensign.yaml");
  config.erase(config.find("keys: "), config.find("\nbundle: ") + 1 - config.find("keys: "));
  write_file(repository / "ensign.yaml", config);
  for (const std::string key : {"2026", "007", "1e3", "true", "on", "null", "0x1F", "2026-01-01"}) {
    CAPTURE(key);
    repository.make(0, "flag", key);
    repository.make(0, "note", key);
  }
  repository.check();
}

TEST_CASE("new: the layout is honoured") {
  const TempFolder folder;
  write_file(folder / "ensign.yaml",
             "project: 5f0c2d7e9b1a4c33\nname: shop\nenvironments:\n  live: {}\n"
             "layout: { flags: config/flags, releases: r, rollbacks: r2, trust: who }\n");
  write_file(folder / "who/people.yaml", "people:\n  ada: { name: Ada }\n");
  const auto make = [&](const std::string& kind, const std::string& id) {
    return ensign_exits(0, {"new", kind, id, folder.path(), "--as-of", day}).out;
  };
  CHECK(make("flag", "a/one") == "config/flags/a/one.yaml\n");
  CHECK(make("release", "0.1.0") == "r/0.1.0/release.md\n");
  CHECK(make("note", "one") == "r/notes/one.md\n");
  CHECK(make("playbook", "a/one") == "r2/a/one.md\n");
  ensign_exits(0, {"check", folder.path(), "--as-of", day});
  CHECK(read_file(folder / "config/flags/a/one.yaml").contains("owner: ada\n"));
}

TEST_CASE("new: a mistake in the words writes nothing") {
  const Repository repository;
  const auto before = files_below(repository.path());
  CHECK(repository.make(2, "falg", "x").err.contains("did you mean `flag`?"));
  CHECK(repository.make(2, "flag", "x", {"--owner", "team-prodct"})
            .err.contains("did you mean `team-product`?"));
  CHECK(repository.make(2, "flag", "New-Start_Page").err.contains("does not match"));
  CHECK(repository.make(2, "flag", "other/new-start-page").err.contains("already"));
  CHECK(repository.make(2, "segment", "a/b").err.contains("is not of the form NAME"));
  CHECK(repository.make(2, "release", "v1.2.0").err.contains("write `1.2.0`"));
  CHECK(repository.make(2, "journal", "2026-02-30").err.contains("is not a day"));
  CHECK(repository.make(2, "drill", "a/b").err.contains("is not of the form"));
  for (const std::string id : {"../x", "a/../b", "a//b", "/x", "x/", "", ".x", "a b", "constructor",
                               "nul", "a/b/c", "segments/x", "groups/x", "a:b"}) {
    CAPTURE(id);
    repository.make(2, "flag", id);
  }
  CHECK(files_below(repository.path()) == before);
}

TEST_CASE("new: what is there is never overwritten") {
  const Repository repository;
  write_file(repository / "rollbacks/web/x.md", "---\ntitle: X\nowner: you\n---\nmine\n");
  repository.make(3, "playbook", "web/x");
  CHECK(read_file(repository / "rollbacks/web/x.md").ends_with("mine\n"));
  const TempFolder empty;
  CHECK(ensign_exits(3, {"new", "flag", "x", empty.path()}).err.contains("no ensign.yaml"));
}
