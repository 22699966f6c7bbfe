#include "syntax/format.h"

#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/field_order.h"
#include "syntax/yaml.h"

namespace {

using namespace ensign;
using syntax::Formatted;
using Outcome = syntax::Formatted::Outcome;

constexpr std::array<std::string_view, 4> order{"key", "title", "owner", "tests"};

Formatted format(std::string_view bytes, bool is_markdown = false) {
  return syntax::format_file({FileId{}, bytes, is_markdown, order});
}

// The usual form, which must be its own usual form.
std::string usual(std::string_view bytes, bool is_markdown = false) {
  const Formatted once = format(bytes, is_markdown);
  REQUIRE(once.outcome == Outcome::usual);
  const Formatted twice = format(once.text, is_markdown);
  REQUIRE(twice.outcome == Outcome::usual);
  CHECK(twice.text == once.text);
  return once.text;
}

std::string prose(std::string_view bytes) { return usual(bytes, true); }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("format: ends of lines and of the file") {
  CHECK(usual("key: a\r\ntitle: b\r\n") == "key: a\ntitle: b\n");
  CHECK(usual("\xEF\xBB\xBFkey: a\n") == "key: a\n");
  CHECK(usual("key: a  \ntitle: b\t\n") == "key: a\ntitle: b\n");
  CHECK(usual("key: a") == "key: a\n");
  CHECK(usual("key: a\n\n  \n\n") == "key: a\n");
  CHECK(usual("key: a  # why  \n") == "key: a  # why\n");
  CHECK(usual("") == "");
  CHECK(usual("\n\n") == "");
  CHECK(usual("# only a word\n\n") == "# only a word\n");
}

TEST_CASE("format: blanks that are content stay") {
  CHECK(usual("key: |  \n  two  \n  lines\t\ntitle: b  \n") ==
        "key: |\n  two  \n  lines\t\ntitle: b\n");
  CHECK(usual("key: \"two\\  \n  lines  \n  more\"  \n") ==
        "key: \"two\\  \n  lines  \n  more\"\n");
  CHECK(usual("key: two  \n  lines\n") == "key: two\n  lines\n");  // folded: they are not content
}

TEST_CASE("format: what would read differently stays as it is") {
  // The last line feed is part of a kept block, and is missing from a clipped one.
  CHECK(format("key: |+\n  a\n\n\n").outcome == Outcome::unsafe);
  CHECK(format("key: |\n  a").outcome == Outcome::unsafe);
  CHECK(format("title: |+\n  a\n\nkey: b\n").outcome == Outcome::unsafe);
}

TEST_CASE("format: fields come in their usual order") {
  CHECK(usual("owner: c\nkey: a\ntitle: b\n") == "key: a\ntitle: b\nowner: c\n");
  // An unknown field goes last; those of one kind keep their order.
  CHECK(usual("zeta: 1\nkey: a\nalpha: 2\n") == "key: a\nzeta: 1\nalpha: 2\n");
  CHECK(usual("tests:\n  - b: 1\n    a: 2\nkey: a\n") == "key: a\ntests:\n  - b: 1\n    a: 2\n");
  CHECK(usual("tests:\n- one\n- two\nkey: a\n") == "key: a\ntests:\n- one\n- two\n");
  CHECK(usual("title: |\n  b\n\n  c\nkey: a\n") == "key: a\ntitle: |\n  b\n\n  c\n");
  CHECK(usual("title:\nkey: a\n") == "key: a\ntitle:\n");
  CHECK(usual("  title: b\n  key: a\n") == "  key: a\n  title: b\n");
  CHECK(usual("\"title\": b\n'key': a\n") == "'key': a\n\"title\": b\n");
}

TEST_CASE("format: what is no block of fields keeps its order") {
  CHECK(usual("{ title: b, key: a }\n") == "{ title: b, key: a }\n");
  CHECK(usual("- title: b\n- key: a\n") == "- title: b\n- key: a\n");
  CHECK(usual("? title\n: b\n? key\n: a\n") == "? title\n: b\n? key\n: a\n");
}

TEST_CASE("format: comments travel with the field they precede") {
  CHECK(usual("title: b\n# of the key\nkey: a\n") == "# of the key\nkey: a\ntitle: b\n");
  CHECK(usual("title: b  # of the title\nkey: a\n") == "key: a\ntitle: b  # of the title\n");
  CHECK(usual("tests:\n  - one\n  # - two\n# of the key\nkey: a\n") ==
        "# of the key\nkey: a\ntests:\n  - one\n  # - two\n");
  CHECK(usual("owner: c\n\n# of the title\ntitle: b\nkey: a\n") ==
        "key: a\n\n# of the title\ntitle: b\nowner: c\n");
  // The comment right above the first field is that field's.
  CHECK(usual("# of the title\ntitle: b\nkey: a\n") == "key: a\n# of the title\ntitle: b\n");
}

TEST_CASE("format: the head of the file stays on top and its foot at the end") {
  CHECK(usual("# The file.\n\ntitle: b\nkey: a\n") == "# The file.\n\nkey: a\ntitle: b\n");
  CHECK(usual("# yaml-language-server: $schema=x\ntitle: b\nkey: a\n") ==
        "# yaml-language-server: $schema=x\nkey: a\ntitle: b\n");
  CHECK(usual("---\ntitle: b\nkey: a\n") == "---\nkey: a\ntitle: b\n");
  CHECK(usual("# One.\n\n# Two.\n\n# of the title\ntitle: b\nkey: a\n\n# The end.\n") ==
        "# One.\n\n# Two.\n\nkey: a\n# of the title\ntitle: b\n\n# The end.\n");
}

TEST_CASE("format: a file that cannot be read says why") {
  for (const std::string_view bytes :
       {"key: [a\n", "key: a\nkey: b\n", "key: &x a\n", "key: \xFF\n", "key: a\rtitle: b\n"}) {
    CAPTURE(bytes);
    const Formatted result = format(bytes);
    CHECK(result.outcome == Outcome::unreadable);
    CHECK(result.report.has_errors());
  }
  CHECK(format("---\nkey: a\n", true).outcome == Outcome::unreadable);
}

TEST_CASE("format: Markdown and its front matter") {
  CHECK(prose("---\ntitle: b\nkey: a  \n---\nText. \nMore.\n\n\n") ==
        "---\nkey: a\ntitle: b\n---\nText.\nMore.\n");
  CHECK(prose("---  \nkey: a\n\n---\t\n") == "---\nkey: a\n---\n");
  CHECK(prose("---\nkey: a\n---") == "---\nkey: a\n---\n");
  CHECK(prose("Text only\r\n") == "Text only\n");
}

TEST_CASE("format: line breaks and code in Markdown stay") {
  CHECK(prose("One  \ntwo.   \nthree.  \n\nfour \nfive\n") ==
        "One  \ntwo.  \nthree.\n\nfour\nfive\n");
  CHECK(prose("```\ncode  \n\tcode\t\n```\n") == "```\ncode  \n\tcode\t\n```\n");
  CHECK(prose("Text:\n\n    code  \n") == "Text:\n\n    code  \n");
  CHECK(prose("- one  \n- two  \n  more\n") == "- one\n- two  \n  more\n");
  CHECK(prose("# Head  \n\n| a | b |  \n|---|---| \n| 1 | 2 |\n") ==
        "# Head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  CHECK(prose("> quoted  \n> text \n") == "> quoted  \n> text\n");
  CHECK(prose("**bold  \nbold** [a  \nb](c) \n") == "**bold  \nbold** [a  \nb](c)\n");
}

TEST_CASE("format: the orders are those of the documentation") {
  const std::string page =
      read_file(std::filesystem::path(ENSIGN_SOURCE_DIR) / "docs" / "files.md");
  REQUIRE(!page.empty());
  struct Chapter {
    std::string_view heading;
    model::FileKind kind;
  };
  using enum model::FileKind;
  const std::array chapters{Chapter{"## ensign.yaml", config},
                            Chapter{"## trust/people.yaml", people},
                            Chapter{"## flags/&lt;area&gt;/&lt;key&gt;", flag},
                            Chapter{"## flags/segments/", segment},
                            Chapter{"## flags/groups/", group},
                            Chapter{"## flags/profiles/", profile},
                            Chapter{"## flags/retired.yaml", tombstones},
                            Chapter{"## flags/kill-switches.yaml", kill_levels},
                            Chapter{"## releases/stages/", plan},
                            Chapter{"## releases/evidence/", evidence},
                            Chapter{"## releases/&lt;version&gt;/release.md", release},
                            Chapter{"## releases/notes/", note},
                            Chapter{"## rollbacks/", playbook}};
  for (const Chapter& chapter : chapters) {
    CAPTURE(chapter.heading);
    const std::size_t heading = page.find(chapter.heading);
    REQUIRE(heading != page.npos);
    const std::size_t begin = page.find('\n', page.find("```", heading)) + 1;
    const auto documented = model::field_order(chapter.kind);
    std::size_t next = 0;
    // A line that begins with a letter is a field of the top; prose of Markdown holds no colon.
    for (std::size_t at = begin; !page.substr(at).starts_with("```");
         at = page.find('\n', at) + 1) {
      const std::string line = page.substr(at, page.find('\n', at) - at);
      const std::size_t name_end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
      if (name_end == 0 || name_end == line.npos || line[name_end] != ':') continue;
      while (next < documented.size() && documented[next] != line.substr(0, name_end)) {
        CHECK(documented[next++] == "permanent");  // `expires` shows it as the other way
      }
      CAPTURE(line);
      REQUIRE(next < documented.size());
      ++next;
    }
    CHECK(next == documented.size());
  }
}
