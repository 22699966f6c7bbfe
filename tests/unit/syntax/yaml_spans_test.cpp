// Where things stand in YAML text. Every expected span is written as the bytes it must cover.
#include <doctest/doctest.h>
#include <set>

#include "syntax/parsed.h"

using namespace ensign;
using namespace ensign::syntax;
using namespace ensign::syntax::testing;

namespace {

// The span and the content of the value of `v`.
struct Value {
  std::string bytes;
  std::string content;
  bool plain;
  friend bool operator==(const Value&, const Value&) = default;
};

Value value_of(const std::string& yaml) {
  const Parsed parsed(yaml);
  REQUIRE(parsed.findings() == Findings{});
  REQUIRE(parsed.root);
  const Node* node = parsed.root->find("v");
  REQUIRE(node);
  CHECK(node->span.file == FileId{3});
  return {std::string(parsed.at(node->span)), node->text, node->plain};
}

}  // namespace

TEST_CASE("plain scalars end with their content") {
  CHECK(value_of("v: one") == Value{"one", "one", true});
  CHECK(value_of("v: one two  # comment\nw: 1\n") == Value{"one two", "one two", true});
  CHECK(value_of("v: it's a#b   \n") == Value{"it's a#b", "it's a#b", true});
  CHECK(value_of("v:\n    one\n      two\n\n    three  # four\nw: x\n") ==
        Value{"one\n      two\n\n    three", "one two\nthree", true});
  CHECK(value_of("v: http://example.com/a?b=c\n") ==
        Value{"http://example.com/a?b=c", "http://example.com/a?b=c", true});
  CHECK(value_of("v: \xC3\xA9\xE2\x82\xAC \xF0\x9F\x9A\x80\n") ==
        Value{"\xC3\xA9\xE2\x82\xAC \xF0\x9F\x9A\x80", "\xC3\xA9\xE2\x82\xAC \xF0\x9F\x9A\x80",
              true});
  CHECK(value_of("\xC3\xA9: 1\nv: x\n") == Value{"x", "x", true});
}

TEST_CASE("quoted scalars end behind their closing quote") {
  CHECK(value_of("v: ''") == Value{"''", "", false});
  CHECK(value_of("v: 'it''s'  # x\n") == Value{"'it''s'", "it's", false});
  CHECK(value_of("v: '''a'''\n") == Value{"'''a'''", "'a'", false});
  CHECK(value_of("v: 'one\n  two'\nw: x\n") == Value{"'one\n  two'", "one two", false});
  CHECK(value_of("v: \"\"\n") == Value{"\"\"", "", false});
  CHECK(value_of(R"(v: "a\"b\\" # c)") == Value{R"("a\"b\\")", "a\"b\\", false});
  CHECK(value_of(R"(v: "\u20AC\x41\t")") == Value{R"("\u20AC\x41\t")",
                                                  "\xE2\x82\xAC"
                                                  "A\t",
                                                  false});
  CHECK(value_of("v: \"one\\\n   two\"\n") == Value{"\"one\\\n   two\"", "onetwo", false});
  CHECK(value_of("v: \"on # no comment: [\"\n") ==
        Value{"\"on # no comment: [\"", "on # no comment: [", false});
}

TEST_CASE("block scalars end with their last line that is not blank") {
  CHECK(value_of("v: |\n  one\n   two\n\nw: x\n") ==
        Value{"|\n  one\n   two", "one\n two\n", false});
  CHECK(value_of("v: |-  # comment\n  one\nw: x\n") == Value{"|-  # comment\n  one", "one", false});
  CHECK(value_of("v: |+\n  one\n\nw: x\n") == Value{"|+\n  one", "one\n\n", false});
  CHECK(value_of("v: |2\n   one\nw: x\n") == Value{"|2\n   one", " one\n", false});
  CHECK(value_of("v: >\n  one\n  two\n\n  three\n# end\nw: x\n") ==
        Value{">\n  one\n  two\n\n  three", "one two\nthree\n", false});
  CHECK(value_of("v: >-\n  one # no comment\n") ==
        Value{">-\n  one # no comment", "one # no comment", false});
  CHECK(value_of("v: |-\nw: x\n") == Value{"|-", "", false});
  CHECK(value_of("v: |\n  one") == Value{"|\n  one", "one", false});
}

TEST_CASE("flow collections have their brackets, block collections begin with their first child") {
  CHECK(value_of("v: [1, 2 , ]  # x\n").bytes == "[1, 2 , ]");
  CHECK(value_of("v: [ ]\n").bytes == "[ ]");
  CHECK(value_of("v: {}\n").bytes == "{}");
  CHECK(value_of("v: { a: {b: c}, d: [e] }\n").bytes == "{ a: {b: c}, d: [e] }");
  CHECK(value_of("v: {\n  a: 1,  # ] }\n  b: ']',\n}\nw: x\n").bytes ==
        "{\n  a: 1,  # ] }\n  b: ']',\n}");
  CHECK(value_of("v:\n  - one\n  - two\nw: x\n").bytes == "one\n  - two");
  CHECK(value_of("v:\n- one\n- - two\n  - three\nw: x\n").bytes == "one\n- - two\n  - three");
  CHECK(value_of("v:\n  a: 1\n  b:\n    c: 'd'\n\nw: x\n").bytes == "a: 1\n  b:\n    c: 'd'");
}

TEST_CASE("null is written or the empty place behind its sign") {
  CHECK(value_of("v: ~\n") == Value{"~", "", true});
  CHECK(value_of("v: null # x\n") == Value{"null", "", true});
  CHECK(value_of("w: {v: null}\nv: NULL").bytes == "NULL");
  const auto place_of = [](const std::string& yaml) {
    const Parsed parsed(yaml);
    REQUIRE(parsed.root);
    const Node* node = parsed.root->find("v");
    REQUIRE(node);
    CHECK(node->kind == Node::Kind::null);
    CHECK(node->span.begin == node->span.end);
    return node->span.begin;
  };
  CHECK(place_of("v:\nw: 1\n") == 2);
  CHECK(place_of("v:   # nothing\n\n# null\nw: 1\n") == 2);
  CHECK(place_of("v  :") == 4);
  CHECK(place_of("{a: 1, v: , b: 2}") == 9);
  CHECK(place_of("{a: 1, v}") == 8);
  CHECK(place_of("v:\nnul: 1\n") == 2);
}

TEST_CASE("an empty item stands behind its dash") {
  const Parsed parsed("- \n- a\n-\n- - b\n  -\n");
  REQUIRE(parsed.root);
  REQUIRE(parsed.root->items.size() == 4);
  CHECK(parsed.root->items[0].span == Span{FileId{3}, 1, 1});
  CHECK(parsed.root->items[2].span == Span{FileId{3}, 8, 8});
  CHECK(parsed.root->items[3].items[1].span == Span{FileId{3}, 18, 18});
}

TEST_CASE("keys have their spans, and spans are of the file that holds the text") {
  const std::string file = "---\n'a b': 1\n? c\n: 2\n{d: 3}";
  report::Report report;
  const auto root = parse_yaml({FileId{7}, std::string_view(file).substr(4, 16), 4}, report);
  REQUIRE(root);
  REQUIRE(root->entries.size() == 2);
  CHECK(root->entries[0].key == "a b");
  CHECK(root->entries[0].key_span == Span{FileId{7}, 4, 9});
  CHECK(root->entries[0].value.span == Span{FileId{7}, 11, 12});
  CHECK(root->entries[1].key_span == Span{FileId{7}, 15, 16});
  CHECK(root->span == Span{FileId{7}, 4, 20});
}

TEST_CASE("a text without value is a null node") {
  for (const char* yaml : {"", "\n\n", "# only a comment\n", "---\n", "--- \n...\n"}) {
    const Parsed parsed(yaml);
    CHECK(parsed.findings() == Findings{});
    REQUIRE(parsed.root);
    CHECK(parsed.root->kind == Node::Kind::null);
  }
}

TEST_CASE("every span lies in its parent, and the bytes of a scalar read again say the same") {
  const Parsed parsed(
      "# a flag\nkey: new-query-engine\ntitle: 'It''s new'\nvariants: { on: true, \"off\": false "
      "}\n"
      "text: plain that\n  goes on\n\n  and on # until here\n"
      "rules:\n  - { name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on "
      "}\n"
      "  - name: pilots\n    serve: {on: 50, off: 50}\n    by: workspace\n"
      "prose: |\n  literal\n    text\nfold: >+\n  folded\n\n\nnothing:\nnever: ~\n"
      "list: [a, [b, 'c'], {d: e, f}, g: h]\nescaped: \"tab\\t\\u20AC\\\n   end\"\n");
  REQUIRE(parsed.findings() == Findings{});
  REQUIRE(parsed.root);
  std::vector<const Node*> nodes;
  collect(*parsed.root, nodes);
  CHECK(nodes.size() == 35);
  for (const Node* node : nodes) {
    CHECK(node->span.begin <= node->span.end);
    CHECK(node->span.end <= parsed.text.size());
    std::uint32_t reached = node->span.begin;
    const auto follows = [&](Span span) {
      CHECK(span.begin >= reached);
      CHECK(span.end <= node->span.end);
      reached = span.end;
    };
    for (const Node& item : node->items) follows(item.span);
    for (const Entry& entry : node->entries) {
      follows(entry.key_span);
      follows(entry.value.span);
      CHECK(Parsed(std::string(parsed.at(entry.key_span))).root->text == entry.key);
    }
    const char first = node->span.begin < node->span.end ? parsed.text[node->span.begin] : '\0';
    if (node->is_scalar() && first != '|' && first != '>') {
      const Parsed again{std::string(parsed.at(node->span))};
      REQUIRE(again.root);
      CHECK(again.root->text == node->text);
      CHECK(again.root->plain == node->plain);
    }
  }
}
