// The laws of the house over the source tree itself, and over small planted breaches, so that a law
// that sees nothing is noticed.
#include "house.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <set>

#include "../conformance.h"

using namespace ensign::test;

namespace {

bool is_source(const std::filesystem::path& path) {
  static const std::set<std::string> extensions{".h", ".cpp", ".cmake", ".sh", ".in"};
  return extensions.contains(path.extension().string()) || path.filename() == "CMakeLists.txt";
}

// Every source file that is written by hand.
const std::vector<SourceFile>& source_files() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> found;
    const std::filesystem::path root = ENSIGN_SOURCE_DIR;
    for (const char* folder : {"compiler", "client", "tests"}) {
      for (auto entry = std::filesystem::recursive_directory_iterator(root / folder);
           entry != std::filesystem::recursive_directory_iterator(); ++entry) {
        if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
        if (!entry->is_regular_file() || !is_source(entry->path())) continue;
        const std::string path = entry->path().lexically_relative(root).generic_string();
        found.push_back({path, read_file(entry->path())});
      }
    }
    std::ranges::sort(found, {}, &SourceFile::path);
    return found;
  }();
  return files;
}

void check_kept(const Violations& violations) {
  for (const std::string& violation : violations) CHECK_MESSAGE(false, violation);
}

using Planted = std::vector<SourceFile>;

}  // namespace

TEST_CASE("house: the source tree is read whole") {
  const auto& files = source_files();
  CHECK(files.size() > 200);
  for (const char* path : {"compiler/base/span.h", "compiler/cli/run.cpp",
                           "client/cpp/eval/ruleset.h", "tests/unit/house/house_test.cpp"}) {
    CAPTURE(path);
    CHECK(std::ranges::count(files, path, &SourceFile::path) == 1);
  }
}

TEST_CASE("house: a room includes only itself and the rooms to its left") {
  check_kept(room_order(source_files()));
}
TEST_CASE("house: emitters do not include each other") {
  check_kept(emitters_apart(source_files()));
}
TEST_CASE("house: each third-party library stays in its room") {
  check_kept(library_fences(source_files()));
}
TEST_CASE("house: only the command line sees the world outside") {
  check_kept(world_fence(source_files()));
}
TEST_CASE("house: only the signer starts a program") { check_kept(program_fence(source_files())); }
TEST_CASE("house: nobody asks a commit who made it, or when") {
  check_kept(commit_fence(source_files()));
}
TEST_CASE("house: every hostile case has a test, where the table says") {
  const std::string table =
      read_file(std::filesystem::path(ENSIGN_SOURCE_DIR) / "tests/hostile.md");
  check_kept(hostile_table(table, source_files(), 104));
}
TEST_CASE("house: files are small, and headers say what they are for") {
  check_kept(file_shape(source_files()));
}

TEST_CASE("house law: the order of rooms sees breaches") {
  const Planted planted{
      {"compiler/model/flag.h",
       "// A flag.\n#include \"policy/rule.h\"\n#include \"base/span.h\"\n"},
      {"compiler/lower/lower.cpp", "#include \"eval/ruleset.h\"\n"},
      {"compiler/change/touched.cpp", "#include \"eval/ruleset.h\"\n#include \"lower/lower.h\"\n"},
      {"compiler/base/span.cpp", "#include \"span.h\"\n"},
      {"compiler/extra/new.cpp", "#include \"base/span.h\"\n"},
      {"compiler/main.cpp", "#include \"cli/commands.h\"\n"},
      {"client/cpp/eval/value.cpp", "#include \"eval/value.h\"\n#include \"base/json.h\"\n"},
      {"tests/unit/house/x.cpp", "#include \"house.h\"\n"},
  };
  CHECK(room_order(planted) ==
        Violations{
            "compiler/model/flag.h:2: model includes `policy/rule.h`, which lies to its right",
            "compiler/lower/lower.cpp:1: lower includes `eval/ruleset.h`, which is for change and "
            "later rooms",
            "compiler/base/span.cpp:1: `span.h` does not begin with a room",
            "compiler/extra/new.cpp:1: `extra` is no room",
            "client/cpp/eval/value.cpp:2: eval includes `base/json.h`, and may include no room",
        });
}

TEST_CASE("house law: the wall between emitters sees breaches") {
  const Planted planted{
      {"compiler/emit/site/site.cpp",
       "#include \"emit/site/site.h\"\n#include \"emit/page/html.h\"\n#include \"emit/file.h\"\n"
       "#include \"emit/bundle/bundle.h\"\n"},
      {"compiler/emit/page/html.cpp", "#include \"emit/notes/notes.h\"\n"},
      {"compiler/driver/build.cpp", "#include \"emit/notes/notes.h\"\n"},
  };
  CHECK(emitters_apart(planted) ==
        Violations{
            "compiler/emit/site/site.cpp:4: includes `emit/bundle/bundle.h` of another emitter",
            "compiler/emit/page/html.cpp:1: includes `emit/notes/notes.h` of another emitter",
        });
}

TEST_CASE("house law: the fences of libraries see breaches") {
  const Planted planted{
      {"compiler/crypto/digest.cpp", "#include <sodium.h>\n"},
      {"compiler/publish/sign.cpp", "#include <sodium.h>\n#include <sodium/core.h>\n"},
      {"compiler/change/touched.cpp", "#include <git2.h>\n"},
      {"compiler/model/read.cpp", "#include <yaml-cpp/yaml.h>\n#include <cmark-gfm.h>\n"},
      {"compiler/driver/build.cpp", "#include <CLI/CLI.hpp>\n"},
      {"compiler/cli/serve.cpp", "#include <event2/http.h>\n#include <sys/inotify.h>\n"},
      {"compiler/syntax/code.cpp", "#include <tree_sitter/api.h>\n"},
      {"compiler/syntax/yaml.cpp", "#include <tree_sitter/api.h>\n"},
      {"compiler/emit/json.h", "// Reads.\n#include <simdjson.h>\n"},
      {"compiler/emit/json.cpp", "#include <simdjson.h>\n"},
  };
  CHECK(library_fences(planted) ==
        Violations{
            "compiler/publish/sign.cpp:1: <sodium.h> is only for compiler/crypto/",
            "compiler/publish/sign.cpp:2: <sodium/core.h> is only for compiler/crypto/",
            "compiler/change/touched.cpp:1: <git2.h> is only for compiler/source/",
            "compiler/model/read.cpp:1: <yaml-cpp/yaml.h> is only for compiler/syntax/",
            "compiler/model/read.cpp:2: <cmark-gfm.h> is only for compiler/syntax/",
            "compiler/driver/build.cpp:1: <CLI/CLI.hpp> is only for compiler/cli/",
            "compiler/cli/serve.cpp:1: <event2/http.h> is only for compiler/preview/",
            "compiler/cli/serve.cpp:2: <sys/inotify.h> is only for compiler/source/",
            "compiler/syntax/yaml.cpp:1: <tree_sitter/api.h> is only for compiler/syntax/code",
            "compiler/emit/json.h:2: <simdjson.h> is not for headers",
        });
}

TEST_CASE("house law: the fence of the world sees breaches") {
  const Planted planted{
      {"compiler/policy/a.cpp", "// getenv(\"X\")\nconst char* a = std::getenv(\"HOME\");\n"},
      {"compiler/driver/b.cpp", "auto t = std::chrono::system_clock::now();\nint now_ = 1;\n"},
      {"compiler/emit/c.cpp",
       "const char* s = \"printf(\";\nstd::snprintf(b, 1, s);\nprintf(s);\n"},
      {"compiler/model/d.cpp", "auto n = 100'000; std::cout << R\"(cerr)\" << '\"';\n"},
      {"client/cpp/eval/e.cpp", "std::locale l;\n"},
      {"compiler/base/assert.cpp", "std::fprintf(stderr, text);\nputs(text);\n"},
      {"compiler/cli/terminal.cpp", "return isatty(1) && getenv(\"TERM\");\n"},
  };
  CHECK(world_fence(planted) == Violations{
                                    "compiler/policy/a.cpp:2: `getenv` is only for compiler/cli",
                                    "compiler/driver/b.cpp:1: `now` is only for compiler/cli",
                                    "compiler/emit/c.cpp:3: `printf` is only for compiler/cli",
                                    "compiler/model/d.cpp:1: `cout` is only for compiler/cli",
                                    "client/cpp/eval/e.cpp:1: `locale` is only for compiler/cli",
                                    "compiler/base/assert.cpp:2: `puts` is only for compiler/cli",
                                });
  const Planted quiet{{"compiler/base/assert.cpp", "std::fprintf(out, text);\n"}};
  CHECK(world_fence(quiet) ==
        Violations{"compiler/base/assert.cpp:1: the exception for `stderr` is no longer needed"});
}

TEST_CASE("house law: the fence of programs sees breaches") {
  const Planted planted{
      {"compiler/cli/a.cpp", "// fork()\nint pid = ::fork();\nauto f = popen(line, \"r\");\n"},
      {"compiler/trust/b.cpp", "execv(path, words);\nworkfork(1);\nauto execve = 1;\n"},
      {"client/cpp/c.cpp", "posix_spawn (\nstd::system(line);\n"},
      {"compiler/signer/d.cpp", "::posix_spawn(&child);\n"},
      {"tests/unit/e.cpp", "std::system(line);\n"},
  };
  CHECK(program_fence(planted) ==
        Violations{
            "compiler/cli/a.cpp:2: `fork` starts a program, which is only for compiler/signer/",
            "compiler/cli/a.cpp:3: `popen` starts a program, which is only for compiler/signer/",
            "compiler/trust/b.cpp:1: `execv` starts a program, which is only for compiler/signer/",
            "client/cpp/c.cpp:2: `system` starts a program, which is only for compiler/signer/",
        });
}

TEST_CASE("house law: the shape of files sees breaches") {
  std::string long_file = "// Long.\n#pragma once\n";
  for (int i = 0; i < 399; ++i) long_file += "\n";
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ä";
  const Planted planted{
      {"compiler/base/a.h", long_file},
      {"compiler/base/b.cpp", std::string(100, 'x') + "\n" + std::string(101, 'x') + "\n"},
      {"tests/e2e/x_test.sh", std::string(101, 'x') + "\n"},
      {"compiler/base/r.cpp", "f(R\"(" + std::string(101, 'x') + ")\");\n"},
      {"compiler/base/c.cpp", umlauts + "\n" + umlauts + "x\n"},
      {"compiler/base/d.h", "#pragma once\n// After the guard is as good.\n"},
      {"compiler/base/e.h", "#pragma once\n\nstruct E;\n"},
      {"compiler/base/f.h", "// No guard.\n"},
  };
  CHECK(file_shape(planted) ==
        Violations{
            "compiler/base/a.h:401: 401 lines, over 400",
            "compiler/base/b.cpp:2: 101 columns, over 100",
            "compiler/base/c.cpp:2: 101 columns, over 100",
            "compiler/base/e.h:1: the header does not begin by saying what it is for",
            "compiler/base/f.h:1: the header has no `#pragma once`",
        });
}

TEST_CASE("house law: the fence of commits sees breaches") {
  const Planted planted{
      {"compiler/source/git_history.cpp", "// git_commit_time is not asked.\nint x;\n"},
      {"compiler/source/ancestry.cpp", "auto when = git_commit_time(commit);\n"},
  };
  CHECK(commit_fence(planted) ==
        Violations{"compiler/source/ancestry.cpp:1: `git_commit_time` asks a commit for what it "
                   "says of itself"});
}

TEST_CASE("house law: the table of hostile cases sees what is missing") {
  const Planted planted{
      {"tests/unit/a_test.cpp",
       "TEST_CASE(\n    \"one: \"\n    \"two\") {\n  SUBCASE(\"three\") {}\n"},
      {"tests/e2e/a_test.sh", ". lib.sh\n# Four and five.\n"},
  };
  const std::string good =
      "| 1 | a | b | `unit/a_test.cpp` \"one: two\"; `unit/a_test.cpp` \"three\" |\n"
      "| 2 | a | b | `e2e/a_test.sh` \"Four\" |\n";
  CHECK(hostile_table(good, planted, 2).empty());
  CHECK(hostile_table(good, planted, 3) == Violations{"case 3 stands there 0 times"});
  CHECK(hostile_table("| 1 | a | b | none |\n| 2 | a | b | `unit/b_test.cpp` \"x\" |\n"
                      "| 2 | a | b | `unit/a_test.cpp` \"one\"; `e2e/a_test.sh` \"five\" |\n",
                      planted, 2) ==
        Violations{"case 1 names no test", "case 2: there is no tests/unit/b_test.cpp",
                   "case 2: tests/unit/a_test.cpp has no \"one\"",
                   "case 2: tests/e2e/a_test.sh has no \"five\"", "case 2 stands there 2 times"});
}

TEST_CASE("house law: comments and literals are not code") {
  CHECK(code_only("a // b\nc") == "a     \nc");
  CHECK(code_only("a /* b\n b */ c") == "a     \n      c");
  CHECK(code_only(R"(f("x\"y", 'z'))") == "f(      ,    )");
  CHECK(code_only("R\"x(a)\" b)x\" c") == "             c");
  CHECK(code_only("1'000 + a") == "1'000 + a");
}
