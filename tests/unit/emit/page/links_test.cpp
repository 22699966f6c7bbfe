#include "emit/page/links.h"

#include <doctest/doctest.h>

using namespace ensign::emit;

TEST_CASE("relative links between files of one folder") {
  CHECK(relative_link("index.html", "flags/a.html") == "flags/a.html");
  CHECK(relative_link("flags/a.html", "index.html") == "../index.html");
  CHECK(relative_link("flags/a.html", "flags/b.html") == "b.html");
  CHECK(relative_link("flags/a.html", "stages/b.html#x") == "../stages/b.html#x");
  CHECK(relative_link("flags/a.html", "flags/a.html#x") == "#x");
  CHECK(relative_link("a/b/c.html", "a/d.html") == "../d.html");
}

TEST_CASE("paths of links in files, which may not leave the repository") {
  CHECK(resolved_path("flags/search/a.md", "../../rollbacks/x.md") == "rollbacks/x.md");
  CHECK(resolved_path("flags/a.md", "./b.md") == "flags/b.md");
  CHECK(resolved_path("flags/a.md", "../../etc/passwd") == "");
}

TEST_CASE("names as one component of a path") {
  CHECK(file_name("v2.4") == "v2.4");
  CHECK(file_name("../../x") == "x");
  CHECK(file_name("a/b c") == "a-b-c");
  CHECK(file_name("..") == "unnamed");
}
