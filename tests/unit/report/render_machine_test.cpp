#include <doctest/doctest.h>
#include <set>
#include <simdjson.h>

#include "base/utf8.h"
#include "report/fingerprint.h"
#include "sample.h"

using namespace ensign::report;
using sample::Files;

namespace {

struct Parsed {
  explicit Parsed(const std::string& text) : root(parser.parse(simdjson::padded_string(text))) {}

  std::string_view text(std::string_view pointer) { return root.at_pointer(pointer).get_string(); }
  std::int64_t number(std::string_view pointer) { return root.at_pointer(pointer).get_int64(); }
  std::size_t size(std::string_view pointer) {
    return simdjson::dom::array(root.at_pointer(pointer)).size();
  }
  bool has(std::string_view pointer) {
    return root.at_pointer(pointer).error() == simdjson::SUCCESS;
  }

  simdjson::dom::parser parser;
  simdjson::dom::element root;
};

// Two files, three severities, a span over two lines, a label in the other file.
Files example() {
  Files files;
  const auto a = files.add("flags/a b.yaml", "key: \u00e4\nowner: x\ny: z\n");
  const auto b = files.add("flags/b.yaml", "key: one\n");
  files.report.add(sample::expired, files.span(a, "\u00e4"), "is late", "remove it").labels = {
      {files.span(b, "one"), "see [here](1) {0}"}};
  files.report.add(sample::unowned, files.span(a, "x\ny"), "no owner");
  files.report.add(sample::remark, {b, 9, 9}, "the end");
  return files;
}

Files hostile_example() {
  Files files;
  const auto a = files.add("a,b:c%\n::d.yaml", sample::hostile);
  files.report.add(sample::expired, {a, 0, 3}, sample::hostile, sample::hostile).labels = {
      {{a, 0, 1}, sample::hostile}};
  return files;
}

bool is_harmless(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = ensign::code_point_at(text, at);
    if (!point.valid || ensign::is_deceptive(point.value)) return false;
    at += point.length;
  }
  return true;
}

}  // namespace

TEST_CASE("JSON: the members of the contract, in its order") {
  Files files;
  const auto a = files.add("a.yaml", "key: one\n");
  files.report.add(sample::expired, files.span(a, "one"), "m", "h").labels = {
      {files.span(a, "key"), "l"}};
  CHECK(render_json(files.report, files.views()) == R"({
  "version": 1,
  "findings": [
    {
      "rule": "EN201",
      "name": "flag-expired",
      "severity": "error",
      "path": "a.yaml",
      "line": 1,
      "column": 6,
      "end_line": 1,
      "end_column": 9,
      "message": "m",
      "help": "h",
      "labels": [
        {
          "path": "a.yaml",
          "line": 1,
          "column": 1,
          "end_line": 1,
          "end_column": 4,
          "message": "l"
        }
      ]
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0
  }
}
)");
}

TEST_CASE("JSON: a clean run is a document, too") {
  Parsed json(render_json({}, {}));
  CHECK(json.number("/version") == 1);
  CHECK(json.size("/findings") == 0);
  CHECK(json.number("/summary/errors") == 0);
}

TEST_CASE("JSON: places, severities and counts") {
  Files files = example();
  Parsed json(render_json(files.report, files.views()));
  CHECK(json.size("/findings") == 3);
  CHECK(json.text("/findings/0/path") == "flags/a b.yaml");
  CHECK(json.number("/findings/0/end_column") == 7);  // one code point of two bytes
  CHECK(json.text("/findings/0/labels/0/path") == "flags/b.yaml");
  CHECK(json.text("/findings/1/severity") == "warning");
  CHECK(json.number("/findings/1/end_line") == 3);
  CHECK(json.number("/findings/1/end_column") == 2);
  CHECK(json.text("/findings/2/severity") == "note");
  CHECK(json.number("/findings/2/line") == 2);
  CHECK(json.number("/summary/errors") == 1);
  CHECK(json.number("/summary/warnings") == 1);
}

TEST_CASE("SARIF 2.1.0: the required members, rules, regions, related places") {
  Files files = example();
  Parsed sarif(render_sarif(files.report, files.views()));
  CHECK(sarif.text("/version") == "2.1.0");
  CHECK(sarif.size("/runs") == 1);
  CHECK(sarif.text("/runs/0/tool/driver/name") == "Ensign");
  CHECK(sarif.text("/runs/0/columnKind") == "unicodeCodePoints");
  CHECK(sarif.size("/runs/0/tool/driver/rules") == 3);
  CHECK(sarif.size("/runs/0/results") == 3);
  for (int i = 0; i < 3; ++i) {
    const std::string result = "/runs/0/results/" + std::to_string(i);
    const std::string rule =
        "/runs/0/tool/driver/rules/" + std::to_string(sarif.number(result + "/ruleIndex"));
    CHECK(sarif.text(result + "/ruleId") == sarif.text(rule + "/id"));
    CHECK(sarif.text(result + "/level") == sarif.text(rule + "/defaultConfiguration/level"));
    CHECK(sarif.text(result + "/partialFingerprints/ensignFinding~1v1").size() == 32);
  }
  const std::string place = "/runs/0/results/0/locations/0/physicalLocation";
  CHECK(sarif.text(place + "/artifactLocation/uri") == "flags/a%20b.yaml");
  CHECK(sarif.number(place + "/region/startLine") == 1);
  CHECK(sarif.number(place + "/region/startColumn") == 6);
  CHECK(sarif.number(place + "/region/endLine") == 1);
  CHECK(sarif.number(place + "/region/endColumn") == 7);
  CHECK(sarif.text("/runs/0/results/0/message/text") == "is late\nhelp: remove it");
  const std::string related = "/runs/0/results/0/relatedLocations/0";
  CHECK(sarif.number(related + "/id") == 0);
  CHECK(sarif.text(related + "/message/text") == "see \\[here\\](1) {{0}}");
  CHECK(sarif.text(related + "/physicalLocation/artifactLocation/uri") == "flags/b.yaml");
  CHECK_FALSE(sarif.has("/runs/0/results/1/relatedLocations"));
  Parsed empty(render_sarif({}, {}));
  CHECK(empty.size("/runs/0/results") == 0);
  CHECK(empty.size("/runs/0/tool/driver/rules") == 0);
}

TEST_CASE("GitHub: one command per finding") {
  Files files = example();
  CHECK(render_github(files.report, files.views()) ==
        "::error file=flags/a b.yaml,line=1,endLine=1,col=6,endColumn=6,title=EN201 "
        "flag-expired::is late%0Aflags/b.yaml:1:6: see [here](1) {0}%0Ahelp: remove it\n"
        "::warning file=flags/a b.yaml,line=2,endLine=3,title=EN301 owner-missing::no owner\n"
        "::notice file=flags/b.yaml,line=2,endLine=2,col=1,endColumn=1,title=EN901 "
        "remark::the end\n");
  CHECK(render_github({}, {}).empty());
}

TEST_CASE("GitHub: a hostile file stays inside its own command") {
  Files files = hostile_example();
  const std::string text = "a\\u{1B}[31m\\u{202E}%0A::error::x ##[error]y %250A,:\\xFF";
  CHECK(render_github(files.report, files.views()) ==
        "::error file=a%2Cb%3Ac%25%0A%3A%3Ad.yaml,line=1,endLine=1,col=1,endColumn=3,title=EN201 "
        "flag-expired::" +
            text + "%0Aa,b:c%25%0A::d.yaml:1:1: " + text + "%0Ahelp: " + text + "\n");
}

TEST_CASE("GitLab: issues with severities, lines and stable names") {
  Files files = example();
  Parsed gitlab(render_gitlab(files.report, files.views()));
  CHECK(gitlab.size("") == 3);
  CHECK(gitlab.text("/0/description") == "is late (help: remove it)");
  CHECK(gitlab.text("/0/check_name") == "EN201 flag-expired");
  CHECK(gitlab.text("/0/severity") == "major");
  CHECK(gitlab.text("/1/severity") == "minor");
  CHECK(gitlab.text("/2/severity") == "info");
  CHECK(gitlab.text("/0/location/path") == "flags/a b.yaml");
  CHECK(gitlab.number("/1/location/lines/begin") == 2);
  CHECK(gitlab.number("/1/location/lines/end") == 3);
  CHECK(render_gitlab({}, {}) == "[]\n");
}

TEST_CASE("fingerprints: FNV-1a of its authors, deaf to lines, different for each finding") {
  CHECK(fnv_1a("", fnv_offset) == 0xcbf29ce484222325);
  CHECK(fnv_1a("a", fnv_offset) == 0xaf63dc4c8601ec8c);
  CHECK(fnv_1a("foobar", fnv_offset) == 0x85944171f73967e8);
  const auto named = [](const RuleInfo& rule, std::uint32_t at, std::string message,
                        std::string_view path) {
    Finding finding;
    finding.rule = &rule;
    finding.span.begin = at;
    finding.message = std::move(message);
    return Fingerprints().next(finding, path);
  };
  const std::string name = named(sample::expired, 1, "m", "a");
  CHECK(name == named(sample::expired, 99, "m", "a"));
  const std::set<std::string> all{name, named(sample::unowned, 1, "m", "a"),
                                  named(sample::expired, 1, "n", "a"),
                                  named(sample::expired, 1, "m", "b")};
  CHECK(all.size() == 4);
  Finding twin;
  twin.rule = &sample::expired;
  twin.message = "m";
  Fingerprints fingerprints;
  CHECK(fingerprints.next(twin, "a") == name);
  CHECK(fingerprints.next(twin, "a") != name);
}

TEST_CASE("no form lets hostile bytes through") {
  Files files = hostile_example();
  for (const Format format :
       {Format::text, Format::json, Format::sarif, Format::github, Format::gitlab}) {
    CHECK(is_harmless(render(format, files.report, files.views(), {})));
  }
  Parsed json(render_json(files.report, files.views()));
  CHECK(json.text("/findings/0/message") ==
        "a\\u{1B}[31m\\u{202E}\n::error::x ##[error]y %0A,:\\xFF");
  Parsed sarif(render_sarif(files.report, files.views()));
  CHECK(sarif.text("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri") ==
        "a%2Cb%3Ac%25%0A%3A%3Ad.yaml");
  Parsed gitlab(render_gitlab(files.report, files.views()));
  CHECK(gitlab.text("/0/location/path") == "a,b:c%\n::d.yaml");
}
