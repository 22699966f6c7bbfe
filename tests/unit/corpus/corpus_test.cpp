// One cause, one finding: however many files are broken, and whatever else refers to them, there is
// one finding for each cause, at the place of the cause, and none anywhere else.
#include "corpus/corpus.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <set>

#include "policy/judge.h"
#include "source/memory_world.h"
#include "source/path_rules.h"

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
      const auto text = texts.find(path);  // absent: the path is shown otherwise than it is
      result.push_back(
          {path, std::string(finding.rule->id),
           text == texts.end()
               ? ""
               : text->second.substr(finding.span.begin, finding.span.end - finding.span.begin)});
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
    const auto document = corpus::broken(fault, ++number);
    auto files = corpus::common_files();
    add(document, files);
    const auto findings = judge(files).findings();
    const std::string path = source::shown_path(document.path);
    CHECK(listed(findings) == fmt::format("{} {}\n", path, fault.rule));
    if (fault.marked.empty() || findings.size() != 1) continue;
    CHECK(findings[0].marked == corpus::numbered(fault.marked, number));
  }
}

// A file that is there once can be broken in one way at a time.
TEST_CASE("a thousand files, every tenth broken in its own way") {
  auto files = corpus::common_files();
  std::vector<Planted> planted;
  int number = 0;
  std::set<corpus::Kind> singles;
  for (const Fault& fault : corpus::faults()) {
    if (corpus::is_single(fault.kind) && !singles.insert(fault.kind).second) continue;
    for (int sound = 0; sound < 9; ++sound) {
      const auto document = corpus::document(fault.kind, ++number);
      add(document, files);
    }
    const auto document = corpus::broken(fault, ++number);
    add(document, files);
    planted.push_back({source::shown_path(document.path), std::string(fault.rule), {}});
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
