#include "source/memory_world.h"

#include <doctest/doctest.h>

#include "frozen_text.h"
#include "source/rules.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

namespace {

Frozen memory(const std::vector<MemoryEntry>& entries) {
  return freeze_memory(entries, {"flags", "trust/people.yaml"}, Instant{7});
}

}  // namespace

TEST_CASE("only what lies under the roots is frozen, sorted, with the date of the run") {
  const Frozen frozen = memory({{"trust/people.yaml", "p"},
                                {"trust/policy.yaml", "x"},
                                {"flags/b.yaml", "b"},
                                {"flags/a/c.yaml", "c"},
                                {"flagship.yaml", "x"},
                                {"lib/flags/a.yaml", "x"}});
  CHECK(paths_of(frozen) == Lines{"flags/a/c.yaml", "flags/b.yaml", "trust/people.yaml"});
  CHECK(bytes_of(frozen, "flags/b.yaml") == "b");
  CHECK(frozen.report.findings().empty());
  CHECK(frozen.snapshot.as_of() == Instant{7});
  CHECK(frozen.snapshot.origin().kind == Origin::Kind::memory);
  CHECK(frozen.snapshot.origin().history == History::none);
  CHECK_FALSE(frozen.snapshot.find("flags/none.yaml").has_value());
  CHECK(frozen.snapshot.views()[1].bytes == "b");
}

TEST_CASE("every kind of refusal keeps its place and all other files") {
  const Frozen frozen =
      memory({{"flags/a.yaml", "good"},
              {"flags/link.yaml", "/etc/passwd", MemoryEntry::Kind::symlink},
              {"flags/lib", "", MemoryEntry::Kind::submodule},
              {"flags/big.yaml", std::string((1U << 20) + 1, 'x')},
              {"flags/limit.yaml", std::string(1U << 20, 'x')},
              {"flags/lfs.yaml", "version https://git-lfs.github.com/spec/v1\noid x\n"},
              {"flags/../../etc/passwd", "x"},
              {"flags/con/one.yaml", "x"},
              {"flags/con/two.yaml", "x"},
              {"trust", "elsewhere", MemoryEntry::Kind::symlink}});
  CHECK(findings_of(frozen) ==
        Lines{"flags/..: `..` is no name but a step between folders [EN901 refused-path]",
              "flags/big.yaml: `flags/big.yaml` is 1048577 bytes long, the limit is 1048576 [EN906 "
              "file-too-large]",
              "flags/con: `con` is a device name on Windows [EN901 refused-path]",
              "flags/lfs.yaml: `flags/lfs.yaml` is a Git LFS pointer, not the content [EN905 "
              "lfs-pointer]",
              "flags/lib: `flags/lib` is another repository (a submodule) [EN902 refused-entry]",
              "flags/link.yaml: `flags/link.yaml` is a symbolic link [EN902 refused-entry]",
              "trust: `trust` is a symbolic link [EN902 refused-entry]"});
  CHECK(bytes_of(frozen, "flags/a.yaml") == "good");
  CHECK(bytes_of(frozen, "flags/limit.yaml").size() == 1U << 20);
  CHECK(bytes_of(frozen, "flags/link.yaml").empty());
  CHECK(bytes_of(frozen, "flags/lfs.yaml").empty());
  CHECK(frozen.snapshot.files().size() == 9);
}

TEST_CASE("names that look alike when shown stay apart") {
  const Frozen frozen = memory({{"flags/a\xFF.yaml", "1"}, {"flags/a\\xFF.yaml", "2"}});
  CHECK(paths_of(frozen) == Lines{"flags/a\\xFF.yaml", "flags/a\\xFF.yaml (2)"});
  CHECK(frozen.report.findings().size() == 2);
}

TEST_CASE("a path that is listed twice means nothing") {
  const Frozen frozen = memory({{"flags/a.yaml", "1"}, {"flags/a.yaml", "2"}});
  CHECK(
      findings_of(frozen) ==
      Lines{
          "flags/a.yaml: `flags/a.yaml` stands in its folder more than once [EN901 refused-path]"});
  CHECK(bytes_of(frozen, "flags/a.yaml").empty());
}

TEST_CASE("a name is a file or a folder") {
  CHECK(findings_of(memory({{"flags/a", "1"}, {"flags/a-b", "2"}, {"flags/a/b", "3"}})) ==
        Lines{"flags/a/b: `flags/a` is a file and a folder at once [EN901 refused-path]"});
}

TEST_CASE("collisions of files and of folders, told once for a folder") {
  const Frozen frozen = memory({{"flags/Search/a.yaml", "1"},
                                {"flags/search/b.yaml", "2"},
                                {"flags/search/c.yaml", "3"},
                                {"flags/Über.yaml", "4"},
                                {"flags/über.yaml", "5"}});
  CHECK(findings_of(frozen) ==
        Lines{"flags/search/b.yaml: `flags/search` differs from `flags/Search` in upper and lower "
              "case alone [EN903 case-collision]",
              "flags/über.yaml: `flags/über.yaml` differs from `flags/Über.yaml` in upper and "
              "lower case alone [EN903 case-collision]"});
  CHECK(bytes_of(frozen, "flags/search/b.yaml") == "2");
  const report::Label& label = frozen.report.findings()[0].labels.at(0);
  CHECK(frozen.snapshot.file(label.span.file).path == "flags/Search/a.yaml");
}

TEST_CASE("rules are listed in order of their ids, and block") {
  std::string_view last;
  for (const report::RuleInfo* rule : rules()) {
    CHECK(rule->id > last);
    CHECK(rule->rule_class == report::RuleClass::unsound);
    CHECK(rule->severity == report::Severity::error);
    last = rule->id;
  }
  CHECK(rules().size() == 7);
}
