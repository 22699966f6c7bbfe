#include "preview/site_files.h"

#include <doctest/doctest.h>

using namespace ensign;
using namespace ensign::preview;
using ensign::emit::OutFiles;

TEST_CASE("preview: a path finds the file of exactly this name, or nothing") {
  const SiteFiles files({{"site/index.html", "home"},
                         {"site/flags/index.html", "flags"},
                         {"site/flags/a.html", "a"},
                         {"site/plain", "plain"}});
  const auto bytes = [&](std::string_view path) {
    const auto located = files.locate(path);
    return located.file != nullptr ? located.file->bytes : "";
  };
  CHECK(bytes("/") == "home");
  CHECK(bytes("/index.html") == "home");
  CHECK(bytes("/flags/") == "flags");
  CHECK(bytes("/flags/a.html") == "a");
  CHECK(bytes("/plain") == "plain");
  CHECK(files.locate("/flags").is_folder);
  using namespace std::string_view_literals;
  for (const std::string_view path :
       {""sv, "index.html"sv, "//"sv, "//index.html"sv, "/flags//a.html"sv,
        "/flags/../index.html"sv, "/../index.html"sv, "/./index.html"sv, "/flags\\a.html"sv,
        "/index.html\0"sv, "/index.html/"sv, "/INDEX.HTML"sv, "/site/index.html"sv,
        "/etc/passwd"sv}) {
    CAPTURE(path);
    CHECK(files.locate(path).file == nullptr);
    CHECK(!files.locate(path).is_folder);
  }
}

// Types: IANA media types; HTML standard section 2.1.1 for scripts.
TEST_CASE("preview: content types") {
  CHECK(content_type("flags/a.html") == "text/html; charset=utf-8");
  CHECK(content_type("style.css") == "text/css; charset=utf-8");
  CHECK(content_type("site.js") == "text/javascript; charset=utf-8");
  CHECK(content_type("index/flags.json") == "application/json");
  CHECK(content_type("favicon.svg") == "image/svg+xml");
  CHECK(content_type("html") == "application/octet-stream");
  CHECK(content_type("a.html.bin") == "application/octet-stream");
}

TEST_CASE("preview: a page without a head gets its tag at the end") {
  CHECK(with_reload_tag("x", "state", "1-1") ==
        "x<script src=\"/_ensign/reload.js\" data-state=\"1-1\" defer></script>\n");
}

TEST_CASE("preview: sites are equal when names and bytes are") {
  const SiteFiles one({{"site/a", "1"}, {"site/b", "2"}});
  CHECK(one == SiteFiles(OutFiles{{"site/b", "2"}, {"site/a", "1"}}));
  CHECK(!(one == SiteFiles(OutFiles{{"site/a", "1"}})));
  CHECK(!(one == SiteFiles(OutFiles{{"site/a", "1"}, {"site/b", "3"}})));
  CHECK(!(one == SiteFiles(OutFiles{{"site/a", "1"}, {"site/c", "2"}})));
}
