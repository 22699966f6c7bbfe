// One cause, one finding: however many files are broken, and whatever else refers to them, there is
// one finding for each cause, at the place of the cause, and none anywhere else.
#include "corpus/corpus.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "policy/judge.h"
#include "source/memory_world.h"

using namespace ensign;
using corpus::Fault;

namespace {

void add(const corpus::Document& document, std::map<std::string, std::string>& files) {
  files[document.path] = document.text;
  files.insert(document.others.begin(), document.others.end());
}

struct Planted {
  std::string path, rule, marked;
  auto operator<=>(const Planted&) const = default;
};

std::string numbered(std::string_view text, int number) {
  std::string result(text);
  for (auto at = result.find('#'); at != result.npos; at = result.find('#', at)) {
    result.replace(at, 1, std::to_string(number));
  }
  return result;
}

corpus::Document broken(const Fault& fault, int number) {
  auto document = corpus::document(fault.kind, number);
  const std::string from = numbered(fault.from, number);
  const std::size_t at = document.text.find(from);
  REQUIRE_MESSAGE(at != document.text.npos, "not in the document: " << from);
  document.text.replace(at, from.size(), numbered(fault.to, number));
  return document;
}

std::string listed(const std::vector<Planted>& findings) {
  std::string lines;
  for (const Planted& finding : findings)
    lines += fmt::format("{} {}\n", finding.path, finding.rule);
  return lines;
}

struct Judged {
  policy::Verdict verdict;
  std::vector<std::string> paths;
  std::map<std::string, std::string> texts;

  std::vector<Planted> findings() const {
    std::vector<Planted> result;
    for (const auto& finding : verdict.report.findings()) {
      const std::string& path = paths[static_cast<std::size_t>(finding.span.file)];
      const std::string& text = texts.at(path);
      result.push_back({path, std::string(finding.rule->id),
                        text.substr(finding.span.begin, finding.span.end - finding.span.begin)});
    }
    std::ranges::sort(result);
    return result;
  }
};

Judged judge(std::map<std::string, std::string> files) {
  std::vector<source::MemoryEntry> entries;
  for (const auto& [path, bytes] : files) entries.push_back({path, bytes});
  auto frozen = source::freeze_memory(entries, {"."}, *parse_as_of("2026-06-01"));
  auto read = model::read(frozen.snapshot, 2);
  frozen.report.merge(std::move(read.report));
  auto verdict =
      policy::judge(read.model, std::move(frozen.report), policy::Question::well_made, nullptr);
  return {std::move(verdict), read.model.paths, std::move(files)};
}

}  // namespace

TEST_CASE("the sound documents are sound") {
  auto files = corpus::common_files();
  int number = 1;
  for (const Fault& fault : corpus::faults()) {
    const auto document = corpus::document(fault.kind, number++);
    add(document, files);
  }
  CHECK(listed(judge(files).findings()) == "");
}

TEST_CASE("each fault alone is one finding, where it is") {
  int number = 0;
  for (const Fault& fault : corpus::faults()) {
    CAPTURE(fault.to);
    const auto document = broken(fault, ++number);
    auto files = corpus::common_files();
    add(document, files);
    const auto findings = judge(files).findings();
    CHECK(listed(findings) == fmt::format("{} {}\n", document.path, fault.rule));
    if (fault.marked.empty() || findings.size() != 1) continue;
    CHECK(findings[0].marked == numbered(fault.marked, number));
  }
}

TEST_CASE("a thousand files, every tenth broken in its own way") {
  auto files = corpus::common_files();
  std::vector<Planted> planted;
  int number = 0;
  for (const Fault& fault : corpus::faults()) {
    for (int sound = 0; sound < 9; ++sound) {
      const auto document = corpus::document(fault.kind, ++number);
      add(document, files);
    }
    const auto document = broken(fault, ++number);
    add(document, files);
    planted.push_back({document.path, std::string(fault.rule), {}});
  }
  CHECK(files.size() > 1000);
  std::ranges::sort(planted);
  const std::string found = listed(judge(files).findings()), wanted = listed(planted);
  std::size_t same = 0;
  while (same < std::min(found.size(), wanted.size()) && found[same] == wanted[same]) ++same;
  CAPTURE(found.substr(same, 200));
  CAPTURE(wanted.substr(same, 200));
  CHECK((found == wanted));
}
