// Code as markup. What a reader copies from the page must be what was written, so over all fenced
// code of this repository and over hostile code the markup without its tags is the escaped code.
#include "emit/page/code_html.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <functional>

#include "conformance.h"
#include "emit/page/escape.h"
#include "emit/page/markdown_html.h"
#include "syntax/markdown.h"

using namespace ensign;
using namespace ensign::emit;

namespace {

std::string html(std::string_view language, std::string_view code) {
  std::string out;
  append_code(out, language, code);
  return out;
}

// Takes out the only two tags that there may be; where another angle bracket or a tag in the wrong
// place is seen, the text ends with a word that says so.
std::string without_tags(std::string_view markup) {
  constexpr std::string_view open = "<span class=\"hl-";
  constexpr std::string_view close = "</span>";
  std::string text;
  bool inside = false;
  for (std::size_t at = 0; at < markup.size();) {
    const std::string_view rest = markup.substr(at);
    if (!inside && rest.starts_with(open)) {
      const std::size_t end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz", open.size());
      if (!rest.substr(std::min(end, rest.size())).starts_with("\">")) return text + "<name>";
      at += end + 2;
      inside = true;
    } else if (inside && rest.starts_with(close)) {
      at += close.size();
      inside = false;
    } else if (rest.front() == '<' || rest.front() == '>') {
      return text + "<tag>";
    } else {
      text += rest.front();
      ++at;
    }
  }
  return inside ? text + "<open>" : text;
}

constexpr const char* languages[] = {"bash", "console", "go",  "java",       "js",  "json",
                                     "py",   "text",    "tsx", "typescript", "yaml"};

}  // namespace

TEST_CASE("spans with classes, around escaped text") {
  CHECK(html("bash", "cat <a \"b & c\"\n") ==
        "<span class=\"hl-function\">cat</span> &lt;a "
        "<span class=\"hl-string\">&quot;b &amp; c&quot;</span>\n");
  CHECK(html("html", "<b>\n") == "&lt;b&gt;\n");
  CHECK(html("yaml", "a: \"\u202e\"\n") ==
        "<span class=\"hl-property\">a</span>: "
        "<span class=\"hl-string\">&quot;\\u{202E}&quot;</span>\n");
}

TEST_CASE("every class has its name") {
  CHECK(html("js", "/**/ A_B; f(); if (1) x = {b: 'c'}; new D") ==
        "<span class=\"hl-comment\">/**/</span> <span class=\"hl-constant\">A_B</span>; "
        "<span class=\"hl-function\">f</span>(); <span class=\"hl-keyword\">if</span> "
        "(<span class=\"hl-number\">1</span>) x = {<span class=\"hl-property\">b</span>: "
        "<span class=\"hl-string\">&#39;c&#39;</span>}; <span class=\"hl-keyword\">new</span> "
        "<span class=\"hl-type\">D</span>");
}

TEST_CASE("the text is the code: every fenced block of this repository") {
  std::size_t blocks = 0;
  std::size_t coloured = 0;
  const std::function<void(const syntax::Markdown&)> check = [&](const syntax::Markdown& node) {
    for (const syntax::Markdown& child : node.children) check(child);
    if (node.kind != syntax::Markdown::Kind::code_block) return;
    ++blocks;
    const std::string language = node.info.substr(0, node.info.find(' '));
    const std::string markup = html(language, node.literal);
    if (markup.find("<span") != markup.npos) ++coloured;
    CHECK(without_tags(markup) == escape_text(node.literal));
    // The same block as another language: mostly mistakes.
    const char* other = languages[blocks % std::size(languages)];
    CHECK(without_tags(html(other, node.literal)) == escape_text(node.literal));
  };
  for (const char* folder : {"compiler", "docs", "releases", "rollbacks", "tests/systems"}) {
    for (auto entry = std::filesystem::recursive_directory_iterator(test::source_tree() / folder);
         entry != std::filesystem::recursive_directory_iterator(); ++entry) {
      if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
      if (entry->path().extension() != ".md") continue;
      check(syntax::parse_markdown(FileId{}, test::read_file(entry->path()), 0));
    }
  }
  CHECK(blocks > 500);
  CHECK(coloured > 400);
}

TEST_CASE("the text is the code: hostile code") {
  const std::string nested[] = {"(",   "[",    "{",   "\"", "'",  "`",    "<<A ",  "$(",  "${",
                                "- ",  "? ",   "a: ", "<a", "<",  "/*",   "f(",    "A<",  "a=",
                                "if ", "\\\n", "\t",  "é",  "😀", "\r\n", "\x01a", "]})", "&amp;"};
  for (const char* language : languages) {
    CAPTURE(language);
    for (const std::string& part : nested) {
      CAPTURE(part);
      std::string code;
      while (code.size() + part.size() <= 1500) code += part;
      CHECK(without_tags(html(language, code)) == escape_text(code));
    }
    // One level deeper in every line.
    std::string deep;
    for (std::size_t depth = 0; depth < 100; ++depth) deep += std::string(depth, ' ') + "if a:\n";
    CHECK(without_tags(html(language, deep)) == escape_text(deep));
    const std::string names(3000, 'A');
    CHECK(without_tags(html(language, names)) == escape_text(names));
    const std::string much(100'000, '(');
    CHECK(html(language, much) == much);
  }
}

TEST_CASE("a text of nothing but code is coloured in its first part") {
  std::string text;
  const std::string block = "```yaml\n" + std::string(8000, ' ') + "\na: 1\n```\n";
  for (int i = 0; i < 20; ++i) text += block;
  const std::string page = markdown_html(syntax::parse_markdown(FileId{}, text, 0), {}).markup();
  std::size_t coloured = 0;
  for (std::size_t at = page.find("hl-number"); at != page.npos;
       at = page.find("hl-number", at + 1)) {
    ++coloured;
  }
  CHECK(coloured == 8);  // 64 KiB of blocks of 8,006 bytes
}
