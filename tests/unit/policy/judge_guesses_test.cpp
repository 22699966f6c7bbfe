// A file that could not be read whole is not judged for what it seems to lack.
#include <doctest/doctest.h>

#include "policy/judge.h"
#include "source/snapshot.h"

using namespace ensign;

namespace {

std::vector<std::string> ids_in(const std::map<std::string, std::string>& files) {
  auto all = files;
  all["ensign.yaml"] =
      "project: 5f0c2d7e9b1a4c33\nname: example\nenvironments:\n  production: {}\n";
  all["trust/people.yaml"] = "people:\n  ada: { name: Ada }\n";
  const auto snapshot = source::Snapshot::from_memory(all, *parse_as_of("2026-06-01"));
  auto read = model::read(snapshot, 1);
  const auto verdict =
      policy::judge(read.model, std::move(read.report), policy::Question::well_made, nullptr);
  std::vector<std::string> ids;
  for (const report::Finding& finding : verdict.report.findings()) {
    ids.emplace_back(finding.rule->id);
  }
  return ids;
}

std::string flag(std::string_view key, std::string_view line) {
  return "key: " + std::string(key) + "\ntitle: A flag\ntype: release\nowner: ada\nrisk: L1\n" +
         std::string(line) + "\nenvironments:\n  production: { serve: off }\n";
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a misspelt field is one finding, not two") {
  CHECK(ids_in({{"flags/a.yaml", flag("a", "expirs: 2027-01-01")}}) == Ids{"EN022"});
  CHECK(ids_in({{"flags/a.yaml", flag("a", "expires: tomorrow")}}) == Ids{"EN026"});
  CHECK(ids_in({{"flags/a.yaml", flag("a", "milestone: m")}}) == Ids{"EN202"});
}

TEST_CASE("an unreadable file does not silence the others") {
  CHECK(ids_in({{"flags/a.yaml", flag("a", "expirs: 2027-01-01")},
                {"flags/b.yaml", flag("b", "milestone: m")}}) == Ids{"EN022", "EN202"});
}

TEST_CASE("what could not be read is not told again without a place") {
  CHECK(ids_in({{"releases/notes/n.md",
                 "---\nnote: n\ntitle: N\nkind: added\nrisk: L1\nmilestone: [v1]\n"
                 "audience: [users]\n---\n"}}) == Ids{"EN024"});
  CHECK(ids_in({{"releases/stages/p.yaml",
                 "plan: p\ntitle: P\nowner: ada\nstages:\n  - stage: [s]\n    title: S\n"
                 "    environment: production\n    serves: { a: on }\n"},
                {"flags/a.yaml", flag("a", "expires: 2027-01-01")}}) == Ids{"EN024"});
}
