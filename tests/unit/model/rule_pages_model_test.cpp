// Every rule of this room has a page that fires and stays quiet as it says, with no other room at
// work: pages are run through freeze_memory and read. Pages of syntax are run the same way, since
// its findings come out of read. The test of all pages through the whole pipeline is in rule_pages.
#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <set>

#include "model/model.h"
#include "model/rules.h"
#include "report/render.h"
#include "rule_pages/page.h"
#include "source/memory_world.h"
#include "syntax/rules.h"

namespace ensign::model {
namespace {

using rule_pages::Example;
using rule_pages::Page;
using rule_pages::PageFile;

source::MemoryEntry entry_of(const PageFile& file) {
  using Kind = source::MemoryEntry::Kind;
  const Kind kind = file.kind == PageFile::Kind::symlink     ? Kind::symlink
                    : file.kind == PageFile::Kind::submodule ? Kind::submodule
                                                             : Kind::file;
  return {file.path, file.bytes, kind};
}

std::vector<std::string> first_lines(const report::Report& report, const source::Snapshot& from) {
  std::vector<std::string> lines;
  for (const report::Finding& finding : report.findings()) {
    const source::File& file = from.file(finding.span.file);
    const auto at = report::position_at(file.bytes, finding.span.begin);
    const auto* severity = finding.severity == report::Severity::error     ? "error"
                           : finding.severity == report::Severity::warning ? "warning"
                                                                           : "note";
    lines.push_back(fmt::format("{}:{}:{}: {}: {} [{} {}]", file.path, at.line, at.column, severity,
                                finding.message, finding.rule->id, finding.rule->name));
  }
  return lines;
}

std::vector<std::string> findings_of(const Example& example) {
  std::vector<source::MemoryEntry> entries;
  std::string config;
  for (const PageFile& file : rule_pages::with_defaults(example)) {
    if (file.path == "ensign.yaml") config = file.bytes;
    entries.push_back(entry_of(file));
  }
  auto frozen = source::freeze_memory(entries, roots(read_layout(config)), example.as_of);
  ReadResult result = read(frozen.snapshot, 1);
  frozen.report.merge(std::move(result.report));
  frozen.report.sort();
  return first_lines(frozen.report, frozen.snapshot);
}

bool names(const std::vector<std::string>& findings, const Page& page) {
  const std::string mark = fmt::format("[{} {}]", page.id, page.name);
  return std::ranges::any_of(findings, [&](const auto& line) { return line.ends_with(mark); });
}

void run(const Page& page) {
  CHECK_MESSAGE(page.faults.empty(), fmt::format("{}", fmt::join(page.faults, "; ")));
  for (const Example& example : page.fires) {
    CAPTURE(example.title);
    if (example.has_git_script) continue;
    CHECK(names(example.findings, page));
    CHECK_EQ(fmt::format("{}", fmt::join(findings_of(example), "\n")),
             fmt::format("{}", fmt::join(example.findings, "\n")));
  }
  for (const Example& example : page.quiet) {
    CAPTURE(example.title);
    if (example.has_git_script) continue;
    CHECK_EQ(fmt::format("{}", fmt::join(findings_of(example), "\n")), "");
  }
}

std::string page_file(const report::RuleInfo& rule) {
  std::string name(rule.name);
  std::ranges::replace(name, '-', '_');
  return name + ".md";
}

void run_all(std::string_view folder, std::span<const report::RuleInfo* const> rules) {
  const auto paths = rule_pages::pages_below(folder);
  for (const report::RuleInfo* rule : rules) {
    const std::string path = fmt::format("{}/{}", folder, page_file(*rule));
    CAPTURE(path);
    CHECK(std::ranges::find(paths, path) != paths.end());
  }
  CHECK_EQ(paths.size(), rules.size());
  for (const std::string& path : paths) {
    CAPTURE(path);
    const Page page = rule_pages::parse_page(rule_pages::source_file(path));
    const auto rule = std::ranges::find(rules, page.id, &report::RuleInfo::id);
    REQUIRE(rule != rules.end());
    CHECK_EQ(page.name, (*rule)->name);
    CHECK(path.ends_with("/" + page_file(**rule)));
    run(page);
  }
}

}  // namespace

TEST_CASE("the rules of model have distinct ids in order") {
  CHECK(std::ranges::is_sorted(rules(), std::ranges::less{}, &report::RuleInfo::id));
  std::set<std::string_view> ids, names;
  for (const report::RuleInfo* rule : rules()) {
    ids.insert(rule->id);
    names.insert(rule->name);
    CHECK(rule->severity == report::Severity::error);
    CHECK(rule->rule_class == report::RuleClass::unsound);
  }
  CHECK_EQ(ids.size(), rules().size());
  CHECK_EQ(names.size(), rules().size());
}

TEST_CASE("the pages of model say what reading finds") { run_all("compiler/model/rules", rules()); }

TEST_CASE("the pages of syntax say what reading finds") {
  run_all("compiler/syntax/rules", syntax::rules());
}

}  // namespace ensign::model
