// The direct reading of YAML's usual form against the reading through yaml-cpp: whatever the first
// accepts, the second reads to the same tree without a finding.
#include <doctest/doctest.h>
#include <filesystem>
#include <random>

#include "conformance.h"
#include "syntax/same_reading.h"
#include "syntax/yaml_readers.h"

using namespace ensign;
using namespace ensign::syntax;
using namespace ensign::syntax::testing;

namespace {

constexpr std::uint32_t offset = 7;  // as behind the fence of front matter

std::optional<Node> usual(const std::string& text) {
  return read_usual_form({FileId{3}, text, offset});
}

// Read directly, and alike by both?
bool is_read_alike(const std::string& text) {
  const auto direct = usual(text);
  report::Report report;
  const auto by_events = read_by_events({FileId{3}, text, offset}, report);
  return direct && by_events && report.findings().empty() && same_reading(*direct, *by_events);
}

// Not read directly, or alike by both.
bool is_consistent(const std::string& text) { return !usual(text) || is_read_alike(text); }

std::vector<std::string> governed_yaml() {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(test::source_tree() / "tests" / "systems")) {
    if (entry.path().extension() == ".yaml") texts.push_back(test::read_file(entry.path()));
  }
  return texts;
}

// A few bytes changed, lost, moved or put in.
std::string mutated(std::string text, std::mt19937& random) {
  const std::string_view bytes = "\n\n\n   --::,,[]{}#'\"|>&*!?%@`~ab1.0\\=<";
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (std::size_t i = below(4); i < 4 && !text.empty(); ++i) {
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text.erase(at, 1 + below(3));
        break;
      case 1:
        text[at] = bytes[below(bytes.size())];
        break;
      case 2:
        text.insert(at, text.substr(below(text.size()), 1 + below(12)));
        break;
      default:
        text.insert(at, 1, bytes[below(bytes.size())]);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("the usual form is read directly, and as yaml-cpp reads it") {
  for (const std::string& text : std::vector<std::string>{
           "a: 1\n", "a: 1", "# one\na: b c  # two\n\n\nb: \"c: d\"\n",
           "a:\n  b: 1\n  c:\n    d: 2\ne: 3\n",
           "a:\n  - 1\n  - b: 2\n    c: 3\n  - [x, y]\nd: e\n", "a:\n- 1\n- b: 2\n  c: 3\nd: e\n",
           "- a\n- b\n", "a: {}\nb: []\n", "a: { b: [1, 2], 'c': \"d\", e.f: x:y }\n",
           "a: [\n    one,\n    { two: 2 }  # three\n  ]\n", "a: [ { b: 1,\n       c: 2 } ]\n",
           "a: >-\n  one\n  two\nb: |\n  three\n  four\n\nc: 5\n",
           "a: http://example.com/x?y=z#w\n", "\"6.2.1\": { title: it's }\n",
           "a: na\xC3\xAFve \xE2\x80\x93 caf\xC3\xA9\n", "a:   # why\n  b: 1\n", "  a: 1\n  b: 2\n",
           "a: f(x) + g[0]; {y}\n"}) {
    CAPTURE(text);
    CHECK(is_read_alike(text));
  }
}

TEST_CASE("what is unusual is left to yaml-cpp") {
  for (const std::string& text : std::vector<std::string>{"",
                                                          "# nothing\n",
                                                          "a:\n",
                                                          "a: ~\n",
                                                          "a: null\n",
                                                          "a: &x 1\n",
                                                          "a: *x\n",
                                                          "a: !t 1\n",
                                                          "a: 010\n",
                                                          "a: 1\na: 2\n",
                                                          "a: { b: 1, b: 2 }\n",
                                                          "a:\tb\n",
                                                          "a: b\r\n",
                                                          "--- \na: 1\n",
                                                          "a: 1\n...\n",
                                                          "? a\n: b\n",
                                                          "a: one\n  two\n",
                                                          "a: \"one\n  two\"\n",
                                                          "a: \"\\n\"\n",
                                                          "a: 'it''s'\n",
                                                          "a: b: c\n",
                                                          "a: [1, 2\n",
                                                          "a: {b: 1}}\n",
                                                          "a: [b c: d]\n",
                                                          "a: |2\n  x\n",
                                                          "a: >\n  x\n\n  y\n",
                                                          "a: >\n  x\n    y\n",
                                                          "a: 1\n  b: 2\n",
                                                          "a: [1, ]\n",
                                                          "a:1\n",
                                                          "%YAML 1.2\na: 1\n",
                                                          "<<: {a: 1}\n",
                                                          "- - a\n",
                                                          "a: 1\n- b\n",
                                                          "text\n"}) {
    CAPTURE(text);
    CHECK_FALSE(usual(text));
  }
}

TEST_CASE("nearly every file of the systems is in the usual form") {
  const auto texts = governed_yaml();
  const auto direct = std::ranges::count_if(texts, is_read_alike);
  REQUIRE(texts.size() > 100);
  CHECK(static_cast<std::size_t>(direct) * 10 > texts.size() * 9);
  CHECK(std::ranges::all_of(texts, is_consistent));
}

TEST_CASE("both readings agree on files with faults") {
  const auto texts = governed_yaml();
  std::mt19937 random(20'260'901);
  std::size_t direct = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string& whole = texts[random() % texts.size()];
    const std::size_t begin = whole.find('\n', random() % whole.size());
    const std::string text =
        mutated(whole.substr(begin == whole.npos ? 0 : begin + 1, 100 + random() % 300), random);
    report::Report checks;
    if (!check_text(FileId{3}, text, checks)) continue;
    CAPTURE(text);
    REQUIRE(is_consistent(text));
    if (usual(text)) ++direct;
  }
  CHECK(direct > 1'000);
}
