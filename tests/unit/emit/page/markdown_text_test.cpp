// A tree written as Markdown says the same when it is read again.
#include "emit/page/markdown_text.h"

#include <doctest/doctest.h>

#include "emit/page/markdown_html.h"
#include "emit/page/prose.h"

using namespace ensign;
using namespace ensign::emit;

namespace {

std::string again(std::string_view text) {
  return markdown_text(syntax::parse_markdown(FileId{}, text, 0));
}

std::string shown(std::string_view text) {
  return markdown_html(syntax::parse_markdown(FileId{}, text, 0), {}).markup();
}

}  // namespace

TEST_CASE("the usual forms come out as people write them") {
  CHECK(again("# A\n\nb *c* `d`\n\n- e\n- f\n") == "# A\n\nb *c* `d`\n\n- e\n- f\n");
  CHECK(again("1. a\n2. b\n") == "1. a\n2. b\n");
  CHECK(again("- [x] a\n- [ ] b\n") == "- [x] a\n- [ ] b\n");
  CHECK(again("> a\n> b\n") == "> a\n> b\n");
  CHECK(again("```sh\nls\n```\n") == "```sh\nls\n```\n");
  CHECK(again("| a | b |\n| --- | --: |\n| 1 | 2 |\n") == "| a | b |\n| --- | --: |\n| 1 | 2 |\n");
  CHECK(again("[a](https://example.com)\n") == "[a](<https://example.com>)\n");
}

TEST_CASE("text that looks like markup stays text") {
  for (const char* text :
       {"*no* _emphasis_ [no](link) <b> `c` ~~d~~ a|b & &amp;", "# no heading", "- no list",
        "+ no list", "12. no list", "3) no list", "> no quote", "=== ", "a \\ b"}) {
    CAPTURE(text);
    const std::string written = markdown_text(Words(text).paragraph());
    const auto read = syntax::parse_markdown(FileId{}, written, 0);
    REQUIRE(read.children.size() == 1);
    CHECK(read.children[0].kind == syntax::Markdown::Kind::paragraph);
    std::string plain(text);
    while (plain.ends_with(' ')) plain.pop_back();
    CHECK(plain_text(read) == plain);
  }
}

TEST_CASE("reading again gives the same page") {
  for (const char* text :
       {"a\n\n- b\n\n  c\n\n  - d\n- e\n", "1. a\n\n   ```\n   x\n   ```\n2. b\n",
        "> - a\n>   > b\n", "a\\\nb **c *d***\n", "``` ` ``` and `` ` ``\n",
        "## H `x` *y*\n\n---\n\nb\n", "| a\\|b |\n|:-:|\n| `c` |\n"}) {
    CAPTURE(text);
    CHECK(shown(again(text)) == shown(text));
  }
}
