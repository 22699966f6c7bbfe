// Expected values: cases 60 to 64 of the hostile-case list, git's verify_path tests (t0060, t7450:
// protectHFS and protectNTFS), Microsoft's "Naming Files", CaseFolding.txt of Unicode 15.
#include "source/path_rules.h"

#include <doctest/doctest.h>
#include <string>

using namespace ensign::source;

TEST_CASE("ordinary names are fine") {
  for (const char* name : {"checkout.yaml", ".gitattributes", ".gitkeep", ".github", "a b.md",
                           "größe.yaml", "旗.yaml", "console.yaml", "com10.yaml", "git~2",
                           ".git-blame-ignore-revs", "nulls", "auxiliary", "...a", "-x"}) {
    CAPTURE(name);
    CHECK_FALSE(component_fault(name).has_value());
  }
}

TEST_CASE("spellings of .git are refused") {
  for (const char* name : {".git", ".GIT", ".Git", "git~1", "GIT~1", ".git.", ".git ", ".git . .",
                           ".git::$INDEX_ALLOCATION", ".git:x", ".git\\x", ".g\u200Cit",
                           "\u206A.git", ".gi\uFEFFt", "\u200E.GIT"}) {
    CAPTURE(name);
    CHECK(component_fault(name) == "can be read as `.git`");
  }
}

TEST_CASE("names of Windows devices are refused with any ending") {
  for (const char* name : {"con", "CON", "aux.yaml", "nul.tar.gz", "prn.", "Com1", "lpt9.md",
                           "com0", "conin$", "COM¹.yaml", "con .txt"}) {
    CAPTURE(name);
    CHECK(component_fault(name) == "is a device name on Windows");
  }
}

TEST_CASE("other faults of a component") {
  CHECK(component_fault("") == "is an empty name");
  CHECK(component_fault(".") == "is no name but a step between folders");
  CHECK(component_fault("..") == "is no name but a step between folders");
  CHECK(component_fault("a/b") == "holds a `/` inside one name");
  CHECK(component_fault("a\nb") == "holds the control character U+000A");
  CHECK(component_fault("a\tb") == "holds the control character U+0009");
  CHECK(component_fault("a\x1b[31m") == "holds the control character U+001B");
  CHECK(component_fault(std::string("a\0b", 3)) == "holds the control character U+0000");
  CHECK(component_fault("a\u202Eb") == "holds the character U+202E, which cannot be seen");
  CHECK(component_fault("a\u200Bb") == "holds the character U+200B, which cannot be seen");
  CHECK(component_fault("caf\xE9.yaml") == "is not UTF-8 from byte 4 on");
  CHECK(component_fault("\xC0\xAE\xC0\xAE") == "is not UTF-8 from byte 1 on");
  CHECK(component_fault("a\\b") == "holds `\\`, which Windows refuses");
  CHECK(component_fault("a:b") == "holds `:`, which Windows refuses");
  CHECK(component_fault("what?") == "holds `?`, which Windows refuses");
  CHECK(component_fault("a.") == "ends in a dot or a space, which Windows drops");
  CHECK(component_fault("a ") == "ends in a dot or a space, which Windows drops");
  CHECK_FALSE(component_fault(std::string(100, 'a')).has_value());
  CHECK(component_fault(std::string(101, 'a')) == "is 101 bytes long, the limit is 100");
}

TEST_CASE("a path is as good as its components, and has a length of its own") {
  CHECK_FALSE(path_fault("flags/search/new.yaml").has_value());
  CHECK(path_fault("") == "the path is empty");
  CHECK(path_fault("/etc/passwd") == "the path is absolute");
  CHECK(path_fault("flags//a") == "`` is an empty name");
  CHECK(path_fault("flags/") == "`` is an empty name");
  CHECK(path_fault("flags/../a") == "`..` is no name but a step between folders");
  CHECK(path_fault("flags/a\nb/c") == "`a\\nb` holds the control character U+000A");
  const std::string folder(84, 'a');
  const std::string just = folder + "/" + folder + "/" + folder + "b";  // 3 * 84 + 3 bytes
  CHECK_FALSE(path_fault(just).has_value());
  CHECK(path_fault(just + "c") == "the path is 256 bytes long, the limit is 255");
  CHECK(first_path_fault("flags/con/a/b")->end == 9);
}

TEST_CASE("case folding") {
  CHECK(case_folded("Flags/ÄÖÜ.YAML") == "flags/äöü.yaml");
  CHECK(case_folded("ŁÓDŹ Ÿ Ž") == "łódź ÿ ž");
  CHECK(case_folded("ΆΣΑΣ ς") == "άσασ σ");
  CHECK(case_folded("ФЛАГ Ѐ Ӂ Ӏ Ԯ") == "флаг ѐ ӂ ӏ ԯ");
  CHECK(case_folded("Ạ ẞ \u212A \u212B") == "ạ ß k å");
  CHECK(case_folded("×÷ß旗ı") == "×÷ß旗ı");
  CHECK(case_folded("\xFF"
                    "A") ==
        "\xFF"
        "a");
}

TEST_CASE("a shown path fits on one line") {
  CHECK(shown_path("a\nb\tc\x1b\xFF") == "a\\nb\\tc\\u{1B}\\xFF");
  CHECK(shown_path(std::string(1'000'000, 'x')) == std::string(255, 'x') + "…");
  CHECK(shown_path(std::string(254, 'x') + "é" + "é") == std::string(254, 'x') + "…");
}
