// Markdown trees and where their nodes stand; front matter; hostile nesting (case 100).
#include <doctest/doctest.h>
#include <functional>
#include <thread>

#include "syntax/parsed.h"

using namespace ensign;
using namespace ensign::syntax;
using namespace ensign::syntax::testing;

namespace {

using Kind = Markdown::Kind;

struct Read {
  explicit Read(std::string markdown) : text(std::move(markdown)) {
    document = parse_document(FileId{2}, text, report);
    report.sort();
  }
  std::string_view at(const Markdown& node) const {
    return std::string_view(text).substr(node.span.begin, node.span.end - node.span.begin);
  }
  // The bytes of all nodes of a kind, in order.
  std::vector<std::string> all(Kind kind) const {
    std::vector<std::string> result;
    walk(document.body, [&](const Markdown& node) {
      if (node.kind == kind) result.emplace_back(at(node));
    });
    return result;
  }
  static void walk(const Markdown& node, const std::function<void(const Markdown&)>& visit) {
    visit(node);
    for (const Markdown& child : node.children) walk(child, visit);
  }
  Findings findings() const {
    Findings result;
    for (const auto& finding : report.findings()) {
      result.push_back(std::string(finding.rule->id) + " " + std::to_string(finding.span.begin));
    }
    return result;
  }

  std::string text;
  report::Report report;
  Document document;
};

using Bytes = std::vector<std::string>;

std::size_t depth_of(const Markdown& node) {
  std::size_t deepest = 0;
  for (const Markdown& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

void check_nesting(const Read& read) {
  Read::walk(read.document.body, [&](const Markdown& node) {
    REQUIRE(node.span.begin <= node.span.end);
    REQUIRE(node.span.end <= read.text.size());
    std::uint32_t reached = node.span.begin;
    for (const Markdown& child : node.children) {
      CHECK(child.span.begin >= reached);
      CHECK(child.span.end <= node.span.end);
      reached = child.span.end;
    }
  });
}

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("blocks stand where they were written") {
  const Read read(
      "# One *two*\n\nText\nmore\n\n> quote\n> on\n\n1. first\n   - inner\n2. second\n\n"
      "```cpp title=\"x\"\ncode\n```\n\n    indented\n\n***\n\nSet\n===\n");
  CHECK(read.all(Kind::heading) == Bytes{"# One *two*", "Set\n==="});
  CHECK(read.all(Kind::paragraph) ==
        Bytes{"Text\nmore", "quote\n> on", "first", "inner", "second"});
  CHECK(read.all(Kind::quote) == Bytes{"> quote\n> on"});
  CHECK(read.all(Kind::item) == Bytes{"1. first\n   - inner", "- inner", "2. second"});
  CHECK(read.all(Kind::code_block) == Bytes{"```cpp title=\"x\"\ncode\n```", "indented"});
  CHECK(read.all(Kind::thematic_break) == Bytes{"***"});
  const Markdown& body = read.document.body;
  REQUIRE(body.children.size() == 8);
  CHECK(body.children[0].level == 1);
  CHECK(body.children[3].ordered);
  CHECK(body.children[3].start == 1);
  CHECK(body.children[4].info == "cpp title=\"x\"");
  CHECK(body.children[4].literal == "code\n");
  check_nesting(read);
}

TEST_CASE("inlines stand where they were written, also in indented and quoted lines") {
  const Read read(
      "Para **bold** and `code`\n   deep \\* *a* &amp; b\nhttps://e.org/x me@e.org ~~gone~~\\\n"
      "end [l *i*](u \"t (\\) \") ![im](v) <https://a.b> [ref]\n\n> one **two\n> three** \xC3\xA9 "
      "*f*\n"
      "lazy *g*\n\n[ref]: /url\n");
  CHECK(read.all(Kind::strong) == Bytes{"**bold**", "**two\n> three**"});
  CHECK(read.all(Kind::code) == Bytes{"`code`"});
  CHECK(read.all(Kind::emphasis) == Bytes{"*a*", "*i*", "*f*", "*g*"});
  CHECK(read.all(Kind::strikethrough) == Bytes{"~~gone~~"});
  CHECK(read.all(Kind::link) ==
        Bytes{"https://e.org/x", "me@e.org", "[l *i*](u \"t (\\) \")", "<https://a.b>", "[ref]"});
  CHECK(read.all(Kind::image) == Bytes{"![im](v)"});
  CHECK(
      read.all(Kind::text) ==
      Bytes{
          "Para ", "bold",     " and ",      "deep \\* ",   "a",     " &amp; b", "https://e.org/x",
          " ",     "me@e.org", " ",          "gone",        "end ",  "l ",       "i",
          " ",     "im",       " ",          "https://a.b", " ",     "ref",      "one ",
          "two",   "three",    " \xC3\xA9 ", "f",           "lazy ", "g"});
  check_nesting(read);
}

TEST_CASE("an underlined heading ends with its underline") {
  const Read read("One\n---\ntwo\nthree\n\n> Four\n> ===\n> five\n");
  CHECK(read.all(Kind::heading) == Bytes{"One\n---", "Four\n> ==="});
  CHECK(read.all(Kind::text) == Bytes{"One", "two", "three", "Four", "five"});
  check_nesting(read);
}

TEST_CASE("text below link definitions is found") {
  const Read read("[a]: /url\n[b]: /v\nsome *text* [a]\n");
  CHECK(read.all(Kind::text) == Bytes{"some ", "text", " ", "a"});
  CHECK(read.all(Kind::emphasis) == Bytes{"*text*"});
}

TEST_CASE("task items") {
  const Read read(
      "- [ ] open [x] [X]\n- [x] done\n- [X] done\n- none [x]\n- [ ]not a task\n\n"
      "1. [ ] ordered\n\n> - [x] quoted\n- \\[x] escaped\n- [x] **bold**\n");
  std::vector<int> states;
  Read::walk(read.document.body, [&](const Markdown& node) {
    if (node.kind == Kind::item) states.push_back(node.checked ? (*node.checked ? 1 : 0) : -1);
  });
  CHECK(states == std::vector<int>{0, 1, 1, -1, -1, 0, 1, -1, 1});
  CHECK(plain_text(read.document.body.children[0].children[0]) == "open [x] [X]");
}

TEST_CASE("tables") {
  const Read read("| a | b *c* | d |\n|:--|:-:|--:|\n| 1 `x` | \xC3\xA9 \\| 2 |\n");
  REQUIRE(read.document.body.children.size() == 1);
  const Markdown& table = read.document.body.children[0];
  REQUIRE(table.kind == Kind::table);
  REQUIRE(table.children.size() == 2);
  CHECK(table.children[0].header);
  CHECK_FALSE(table.children[1].header);
  REQUIRE(table.children[0].children.size() == 3);
  CHECK(table.children[0].children[0].align == Markdown::Align::left);
  CHECK(table.children[0].children[1].align == Markdown::Align::center);
  CHECK(table.children[0].children[2].align == Markdown::Align::right);
  CHECK(read.at(table.children[1].children[1]) == "\xC3\xA9 \\| 2");
  CHECK(plain_text(table.children[1].children[1]) == "\xC3\xA9 | 2");
  CHECK(read.all(Kind::code) == Bytes{"`x`"});
  check_nesting(read);
  check_nesting(Read("|a|b|c|\n|-|-|-|\n|1|\n|1|2|3|4|\n"));
}

TEST_CASE("a table cannot grow beyond what its file could hold") {
  const std::string head = repeated("|a", 300) + "\n" + repeated("|-", 300) + "|\n";
  CHECK(Read(head + repeated("b\n", 9)).all(Kind::table).empty());
  const std::string narrow = repeated("|a", 200) + "\n" + repeated("|-", 200) + "|\n";
  CHECK(Read(narrow + repeated("b\n", 9)).all(Kind::table_cell).size() == 200 * 10);
  CHECK(Read(narrow + repeated("b\n", 100'000)).all(Kind::table).empty());
}

TEST_CASE("plain text is without markup") {
  const Read read("# The *new* `engine`\n\nOne\ntwo <b>three</b>\n\n- a\n- b\n");
  CHECK(plain_text(read.document.body.children[0]) == "The new engine");
  CHECK(plain_text(read.document.body) == "The new engine One two three a b");
}

TEST_CASE("front matter") {
  const Read read("---\ntitle: x\n---  \n# Body\n");
  CHECK(read.document.has_front_matter);
  REQUIRE(read.document.front_matter);
  CHECK(read.document.front_matter->find("title")->span == Span{FileId{2}, 11, 12});
  CHECK(read.document.front_matter_span == Span{FileId{2}, 4, 13});
  CHECK(read.document.body_offset == 19);
  CHECK(read.all(Kind::heading) == Bytes{"# Body"});
}

TEST_CASE("front matter at its edges") {
  const auto absent = [](const char* text) {
    const Read read(text);
    CHECK(read.findings() == Findings{});
    CHECK_FALSE(read.document.has_front_matter);
    CHECK(read.document.body_offset == 0);
  };
  absent("");
  absent("text\n---\na: 1\n---\n");
  absent("\n---\na: 1\n---\n");
  absent(" ---\na: 1\n---\n");
  absent("----\na: 1\n");
  absent("--- a\n");

  const Read empty("---\n---\nbody\n");
  CHECK(empty.findings() == Findings{});
  REQUIRE(empty.document.front_matter);
  CHECK(empty.document.front_matter->kind == Node::Kind::null);
  CHECK(empty.document.front_matter_span == Span{FileId{2}, 4, 4});
  CHECK(empty.document.body_offset == 8);

  const Read whole("---\na: 1\n---");
  CHECK(whole.findings() == Findings{});
  CHECK(whole.document.body_offset == whole.text.size());
  CHECK(whole.document.body.children.empty());
}

TEST_CASE("90: front matter that does not end") {
  for (const char* text :
       {"---", "---\n", "---\na: 1\n", "---\na: 1\n...\nbody\n", "---\na: 1\n ---\n"}) {
    const Read read(text);
    CHECK(read.findings() == Findings{"EN014 0"});
    CHECK(read.document.has_front_matter);
    CHECK_FALSE(read.document.front_matter);
    CHECK(read.document.body.children.empty());
  }
  report::Report report;  // with carriage returns no parser sees it
  CHECK_FALSE(check_text(FileId{2}, "---\r\na: 1\r\n---\r\n", report));
}

TEST_CASE("findings of front matter are of the file") {
  CHECK(Read("---\na: 1\na: 2\n---\n").findings() == Findings{"EN002 9"});
  CHECK(Read("---\na: [1\n---\n# x\n").findings() == Findings{"EN001 7"});
  CHECK(Read("---\na: 1\n...\nb: 2\n---\n").findings() == Findings{"EN001 13"});
}

TEST_CASE("93: raw HTML stays in the tree and gets a warning, comments do not") {
  const Read read(
      "a <b onclick=x>c</b>\n\n<script>\nx\n</script>\n\n<!-- note -->\n\nd <!-- e --> `<i>`\n");
  CHECK(read.findings() == Findings{"EN015 2", "EN015 22"});
  CHECK(read.report.findings()[0].severity == report::Severity::warning);
  CHECK(read.all(Kind::html_inline) == Bytes{"<b onclick=x>", "</b>", "<!-- e -->"});
  CHECK(read.all(Kind::html_block) == Bytes{"<script>\nx\n</script>", "<!-- note -->"});
  CHECK(Read("<!-- a --> <img src=x>\n").findings() == Findings{"EN015 0"});
}

TEST_CASE("100: hostile nesting ends, and no tree is deeper than 64 levels") {
  for (const std::string& text :
       {repeated("[", 50'000), repeated("> ", 50'000) + "end\n", repeated(">", 60'000) + "end\n",
        repeated("- ", 30'000) + "end\n", repeated("*a_ ", 15'000), repeated("*", 60'000) + "a",
        repeated("![", 30'000), repeated("[a](", 15'000), repeated("<", 60'000),
        repeated("**a _b ", 9'000), repeated("1. ", 20'000) + "end\n"}) {
    const Read read(text);
    CHECK(depth_of(read.document.body) <= 65);
    check_nesting(read);
  }
  CHECK(plain_text(Read(repeated("> ", 200) + "end\n").document.body).ends_with("end"));
  CHECK(plain_text(Read(repeated("> ", 400) + "end\n").document.body).ends_with("> end"));
}

TEST_CASE("parsing in several threads gives what one thread gives") {
  const std::string text =
      "~~a~~ www.example.com *b* | c\n\n|a|b|\n|-|-|\n|~~x~~|me@example.com|\n";
  const auto links = [&] {
    return Read(text).all(Kind::link).size() * 10 + Read(text).all(Kind::strikethrough).size();
  };
  const std::size_t expected = 22;
  std::vector<std::size_t> results(4);
  {
    std::vector<std::jthread> crew;
    for (std::size_t& result : results) {
      crew.emplace_back([&] {
        for (int i = 0; i < 200 && (i == 0 || result == expected); ++i) result = links();
      });
    }
  }
  CHECK(results == std::vector<std::size_t>(4, expected));
}
