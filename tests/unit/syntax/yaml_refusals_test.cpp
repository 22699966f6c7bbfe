// Hostile and mistaken YAML: cases 81 to 90 of the list of attacks, and what people get wrong.
#include <doctest/doctest.h>

#include "syntax/parsed.h"

using namespace ensign;
using namespace ensign::syntax;
using namespace ensign::syntax::testing;

namespace {

Findings findings_of(const std::string& yaml) { return Parsed(yaml).findings(); }

std::string message_of(const std::string& yaml) {
  const Parsed parsed(yaml);
  REQUIRE(parsed.report.findings().size() == 1);
  return parsed.report.findings()[0].message;
}

}  // namespace

TEST_CASE("81: a duplicate key is refused with both places, and the first value is kept") {
  const Parsed parsed("a: 1\nb: 2\n'a': {x: 3}\nc: {d: 1, d: 2}\na: 4\n");
  CHECK(parsed.findings() == Findings{"EN002 10", "EN002 32", "EN002 38"});
  CHECK(parsed.at(parsed.report.findings()[0].span) == "'a'");
  REQUIRE(parsed.report.findings()[0].labels.size() == 1);
  CHECK(parsed.report.findings()[0].labels[0].span == Span{FileId{3}, 0, 1});
  REQUIRE(parsed.root);
  CHECK(parsed.root->entries.size() == 3);
  CHECK(parsed.root->find("a")->text == "1");
  CHECK(parsed.root->find("c")->find("d")->text == "1");
  CHECK(parsed.root->find("d") == nullptr);
  CHECK(findings_of("- {a: 1}\n- {a: 1}\n") == Findings{});
}

TEST_CASE("82: only true and false are booleans; the rest is text") {
  const auto boolean = [](const std::string& yaml) { return as_boolean(*Parsed(yaml).root); };
  CHECK(boolean("true") == true);
  CHECK(boolean("false") == false);
  for (const char* text : {"on", "off", "yes", "no", "y", "n", "NO", "True", "TRUE", "False", "1",
                           "\"true\"", "'false'", "|-\n  true", "[true]", "~"}) {
    const Parsed parsed(text);
    CHECK(parsed.findings() == Findings{});
    CHECK_FALSE(as_boolean(*parsed.root));
  }
  CHECK(Parsed("off").root->text == "off");
}

TEST_CASE("83: numbers on which readers of YAML do not agree") {
  for (const char* text : {"012",
                           "-07",
                           "00",
                           "089",
                           "0x1F",
                           "-0x1f",
                           "0o17",
                           "0b11",
                           "1_000",
                           "+1_000.5",
                           "12:30:45",
                           "12:30",
                           "1:30.5",
                           "1e3",
                           "1.5e3",
                           ".inf",
                           "-.Inf",
                           ".NaN",
                           "9007199254740992",
                           "-9007199254740992",
                           "99999999999999999999",
                           "1.0e+999"}) {
    const Parsed value(std::string("a: ") + text);
    CHECK_MESSAGE(value.findings() == Findings{"EN007 3"}, std::string(text));
    CHECK(value.root->find("a")->refused);
    CHECK(findings_of(std::string("[") + text + "]") == Findings{"EN007 1"});
    CHECK(findings_of(std::string("a: '") + text + "'") == Findings{});
    CHECK(findings_of(std::string(text) + ": a") == Findings{});
  }
  for (const char* text : {"0",
                           "-0",
                           "7",
                           "+12",
                           "-12",
                           "0.5",
                           "00.5",
                           ".5",
                           "5.",
                           "1.5e+3",
                           "9007199254740991",
                           "1.2.3",
                           "v1",
                           "2026-09-01",
                           "2026-09-01T10:00:00Z",
                           "09:30",
                           "12:75",
                           "1,000",
                           "50%",
                           "3d",
                           "0xyz",
                           "0b12",
                           "1e",
                           "e3",
                           "-x",
                           "_1",
                           "1.2_a",
                           "10.0.0.1",
                           "infinity",
                           "nan",
                           "deadbeef"}) {
    CHECK_MESSAGE(findings_of(std::string("a: ") + text) == Findings{}, std::string(text));
  }
}

TEST_CASE("83: integers and numbers of the core schema") {
  const auto integer = [](const std::string& yaml) { return as_integer(*Parsed(yaml).root); };
  const auto number = [](const std::string& yaml) { return as_number(*Parsed(yaml).root); };
  CHECK(integer("12") == 12);
  CHECK(integer("+12") == 12);
  CHECK(integer("-9007199254740991") == -9007199254740991);
  CHECK_FALSE(integer("9007199254740992"));
  for (const char* text : {"1.0", "1e3", "'12'", "0x10", "1_0", "12a", "+-1", "--1", "", "~"}) {
    CHECK_FALSE(integer(text));
  }
  CHECK(number("12") == 12.0);
  CHECK(number("-.5") == -0.5);
  CHECK(number("1.5e+3") == 1500.0);
  CHECK(number("2.5e-1") == 0.25);
  for (const char* text :
       {".inf", ".nan", "inf", "nan", "infinity", "1.0e+999", "\"1.5\"", "1.5x"}) {
    CHECK_FALSE(number(text));
  }
}

TEST_CASE("84: anchors, aliases, merge keys and tags") {
  CHECK(findings_of("a: &x 1\nb: 2\n") == Findings{"EN003 3"});
  CHECK(findings_of("a: &x 1\nb: *x\n") == Findings{"EN003 3", "EN003 11"});
  CHECK(findings_of("a: *unknown\n") == Findings{"EN003 3"});
  CHECK(findings_of("a: *\n") == Findings{"EN003 3"});
  CHECK(findings_of("a: &\n") == Findings{"EN003 3"});
  CHECK(findings_of("&k a: 1\n") == Findings{"EN003 0"});
  CHECK(findings_of("base: &b {x: 1}\na:\n  <<: *b\n") == Findings{"EN003 6", "EN004 21"});
  CHECK(findings_of("<<: {x: 1}\n") == Findings{"EN004 0"});
  CHECK(findings_of("'<<': {x: 1}\n") == Findings{});
  CHECK(findings_of("a: !!str 12\n") == Findings{"EN005 3"});
  CHECK(findings_of("a: !local\nb: 1\n") == Findings{"EN005 3"});
  CHECK(findings_of("a: !<tag:x,2000:y> {b: 1}\n") == Findings{"EN005 3"});
  CHECK(findings_of("a: !x &y [1]\n") == Findings{"EN005 3", "EN003 6"});
  CHECK(findings_of("!a!b c: 1\n") == Findings{"EN005 0"});
  CHECK_FALSE(Parsed("a: &x 1\nb: *x\n").root);
  CHECK_FALSE(Parsed("<<: {x: 1}\n").root);
  CHECK(Parsed("a: !!str 12\n").root->find("a")->text == "12");
  CHECK(findings_of("a: 'R&D'\nb: Q&A *now* !important\n") == Findings{});
}

TEST_CASE("85: aliases are refused before anything walks them") {
  CHECK(findings_of("&x [*x]\n") == Findings{"EN003 0", "EN003 4"});
  std::string laughs = "a: &a [lol]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    laughs += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) laughs += std::string("*") + static_cast<char>(c - 1) + ",";
    laughs += "]\n";
  }
  const Parsed parsed(laughs);
  CHECK(parsed.findings().size() == 26 + 25 * 9);
  CHECK_FALSE(parsed.root);
}

TEST_CASE("86: a second document, and text after the value") {
  CHECK(findings_of("a: 1\n---\nb: 2\n") == Findings{"EN006 5"});
  CHECK(findings_of("a: 1\n...\n---\nb: 2\n") == Findings{"EN006 9"});
  CHECK(findings_of("a: 1\n---\n") == Findings{"EN006 5"});
  CHECK(findings_of("a: 1\n---\n]\n") == Findings{"EN006 5"});
  CHECK(findings_of("---\na: 1\n...\n") == Findings{});
  CHECK(findings_of("[a]\nb: 1\n") == Findings{"EN001 4"});
  CHECK(findings_of("- a\nb: 1\n") == Findings{"EN001 4"});
  CHECK_FALSE(Parsed("a: 1\n---\nb: 2\n").root);
}

TEST_CASE("88: depth is refused before any recursion") {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CHECK(findings_of(nested(32)) == Findings{});
  CHECK(findings_of(nested(33)) == Findings{"EN012 32"});
  CHECK(findings_of(nested(30000)) == Findings{"EN012 32"});
  for (const char bracket : {'[', '{'}) {
    const Parsed parsed(std::string(60000, bracket));
    REQUIRE(parsed.report.findings().size() == 1);
    CHECK(parsed.report.findings()[0].rule == &too_deep);
  }
  std::string dashes, questions;
  for (int i = 0; i < 20000; ++i) dashes += "- ", questions += "? ";
  CHECK(findings_of(dashes) == Findings{"EN012 64"});
  CHECK(findings_of(questions) == Findings{"EN012 64"});
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(Parsed(lines).findings().size() == 1);
  CHECK(Parsed(lines).report.findings()[0].rule == &too_deep);
}

TEST_CASE("89: keys are names") {
  CHECK(findings_of("'': 1\n") == Findings{"EN013 0"});
  CHECK(findings_of("~: 1\n") == Findings{"EN013 0"});
  CHECK(findings_of("a: 1\nnull: 1\n") == Findings{"EN013 5"});
  CHECK(findings_of(": 1\n") == Findings{"EN013 0"});
  CHECK(findings_of("[a]: 1\n") == Findings{"EN013 0"});
  CHECK(findings_of("a: {{ b }}\n") == Findings{"EN013 4"});
  CHECK(findings_of("? {a: 1}\n: 2\n") == Findings{"EN013 2"});
  const Parsed parsed("a: 1\n[b]: 2\nc: 3\n");
  REQUIRE(parsed.root);
  CHECK(parsed.root->entries.size() == 2);
}

TEST_CASE("what yaml-cpp lets pass is refused too") {
  CHECK(message_of("a: 1\nb\n") == "this line has no `:`");
  CHECK(message_of("a: 1\nb:2\n") == "no space after `:`");
  CHECK(message_of("{a:1}") == "no space after `:`");
  CHECK(message_of("a: \"x\nb: 1\n") == "the quote that opens here is not closed");
  CHECK(findings_of("a: {b, c}\n? d\n") == Findings{});
}

TEST_CASE("faults of syntax are told where they are, once, in our words") {
  const auto told = [](const std::string& yaml, std::uint32_t at, const std::string& message) {
    const Parsed parsed(yaml);
    REQUIRE(parsed.report.findings().size() == 1);
    const auto& finding = parsed.report.findings()[0];
    CHECK(finding.rule == &yaml_syntax);
    CHECK(finding.span.begin == at);
    CHECK(finding.span.end <= yaml.size());
    CHECK(finding.message == message);
    CHECK_FALSE(finding.help.empty());
    CHECK_FALSE(parsed.root);
  };
  told("a:\n\tb: 1\n", 3, "a tab is used for indentation");
  told("a: |\n  x\n\ty\n", 9, "a tab is used for indentation");
  told("a:1\nb: 2\n", 1, "no space after `:`");
  told("a: 1\nb:2\nc: 3\n", 6, "no space after `:`");
  told("a\nb: 1\n", 0, "this line has no `:`");
  told("a: b: c\n", 4, "a second `:` in one line");
  told("a: 1\n  b: 2\n", 7, "this key is indented as if it continued the value above");
  told("a: \"x\nb: 1", 3, "the quote that opens here is not closed");
  told("a: 'x\nb: 'y'\n", 3, "the quote that opens here is not closed");
  told("a: \"x\nb: \"@y\"\n", 3, "the quote that opens here is not closed");
  told("a: \"x\n---\ny\"\n", 3, "the quote that opens here is not closed");
  told("a: \"b\" c\n", 7, "text after the end of a value");
  told("a: {b: 1\n", 3, "the `{` that opens here is not closed");
  told("a: [1, 2\n", 3, "the `[` that opens here is not closed");
  told("a: {b: 1\nc: 2\n", 10, "expected `,` or `}`");
  told("a: ]\n", 3, "`]` closes nothing");
  told("a: [1}\n", 5, "`}` does not close what is open");
  told("a:\n  b: 1\n c: 2\n", 11, "this line does not continue the mapping above");
  told("a: - b\n", 3, "a list item cannot begin here");
  told("a: @x\n", 3, "text without quotes cannot hold `@` here");
  told("a: {b: x?}\n", 8, "text without quotes cannot hold `?` here");
  told("a: \"\\q\"\n", 4, "`\\q` is no escape");
  told("a: | x\n", 5, "only an indentation and `-` or `+` may follow `|` or `>`");
}

TEST_CASE("other findings of a file are kept, but none follow a fault of syntax") {
  CHECK(findings_of("a: 012\nb: c: 012\n") == Findings{"EN007 3", "EN001 11"});
}
