#include "policy/judge.h"

#include <doctest/doctest.h>

#include "seal/governed_model.h"
#include "source/snapshot.h"

using namespace ensign;
using policy::Question;

namespace {

// A repository with one flag that expired on 2026-01-01 and is otherwise in order.
std::map<std::string, std::string> with_expired_flag() {
  return {
      {"ensign.yaml",
       "project: 5f0c2d7e9b1a4c33\nname: example\nenvironments:\n  production: {}\n"},
      {"trust/people.yaml", "people:\n  ada: { name: Ada }\n"},
      {"flags/old.yaml",
       "key: old\ntitle: Old\ntype: release\nowner: ada\nrisk: L1\nexpires: 2026-01-01\n"
       "environments:\n  production: { serve: off }\n"},
  };
}

policy::Verdict verdict_of(const std::map<std::string, std::string>& files, Question question,
                           const change::Touched* touched, model::Model* model_out = nullptr) {
  const auto snapshot = source::Snapshot::from_memory(files, *parse_as_of("2026-06-01"));
  auto read = model::read(snapshot, 1);
  auto verdict = policy::judge(read.model, std::move(read.report), question, touched);
  if (model_out != nullptr) *model_out = std::move(read.model);
  return verdict;
}

}  // namespace

TEST_CASE(
    "what is overdue is an error of check, a debt of build, and no error of another's change") {
  const auto files = with_expired_flag();
  const auto check = verdict_of(files, Question::well_made, nullptr);
  REQUIRE(check.report.findings().size() == 1);
  CHECK(check.report.findings()[0].rule->id == "EN201");
  CHECK(check.report.has_errors());
  CHECK(check.sound);

  const auto build = verdict_of(files, Question::shippable, nullptr);
  CHECK_FALSE(build.report.has_errors());
  CHECK(build.debts.size() == 1);

  const change::Touched elsewhere{{"flags/other.yaml"}};
  CHECK_FALSE(verdict_of(files, Question::well_made, &elsewhere).report.has_errors());
  const change::Touched here{{"flags/old.yaml"}};
  CHECK(verdict_of(files, Question::well_made, &here).report.has_errors());
}

TEST_CASE("a repository that took Ensign up late has until the end of grace") {
  auto files = with_expired_flag();
  const auto adopt = [&](const char* adopted) {
    files["ensign.yaml"] =
        "project: 5f0c2d7e9b1a4c33\nname: example\nenvironments:\n  production: {}\nadopted: " +
        std::string(adopted) + "\n";
    return verdict_of(files, Question::well_made, nullptr);
  };
  CHECK_FALSE(adopt("2026-05-01").report.has_errors());  // 90 days: until 2026-07-30
  CHECK(adopt("2026-05-01").debts.size() == 1);
  CHECK(adopt("{ on: 2026-01-01, until: 2026-05-31 }").report.has_errors());
  CHECK_FALSE(adopt("{ on: 2026-01-01, until: 2026-06-01 }").report.has_errors());

  files["flags/old.yaml"] += "created: 2025-06-01\n";
  CHECK_FALSE(adopt("2026-05-01").report.has_errors());
  files["trust/people.yaml"] = "people:\n  eve: { name: Eve }\n";
  const auto unowned = adopt("2026-05-01");
  CHECK_FALSE(unowned.report.has_errors());
  CHECK(unowned.sound);

  files["flags/old.yaml"] += "milestone: [v1]\n";  // no duty, but a file that cannot be read
  CHECK(adopt("2026-05-01").report.has_errors());
  files = with_expired_flag();
  files["flags/old.yaml"] += "created: 2026-05-02\n";
  CHECK(adopt("2026-05-01").report.has_errors());
}

TEST_CASE("only a sound model can be sealed") {
  auto files = with_expired_flag();
  model::Model model;
  auto late = verdict_of(files, Question::shippable, nullptr, &model);
  const auto sealed = seal::seal(std::move(model), std::move(late));
  REQUIRE(sealed);
  CHECK(sealed->debts().size() == 1);

  files["flags/old.yaml"] += "colour: blue\n";
  auto unsound = verdict_of(files, Question::shippable, nullptr, &model);
  CHECK_FALSE(unsound.sound);
  const auto refused = seal::seal(std::move(model), std::move(unsound));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().report.has_errors());
}

TEST_CASE("a waiver softens what it is about, while it lasts, and nothing else") {
  auto files = with_expired_flag();
  const auto waive = [&](const char* rule, const char* subject, const char* expires) {
    files["trust/waivers/late.yaml"] =
        std::string("waiver: late\nrule: ") + rule + "\nsubject: " + subject +
        "\nreason: On leave.\nowner: ada\ncreated: 2026-05-20\nexpires: " + expires + "\n";
    return verdict_of(files, Question::well_made, nullptr);
  };
  const auto waived = waive("EN201", "flag/old", "2026-06-10");
  REQUIRE(waived.report.findings().size() == 1);
  const report::Finding& finding = waived.report.findings()[0];
  CHECK(finding.rule->id == "EN201");
  CHECK(finding.severity == report::Severity::note);
  REQUIRE_FALSE(finding.labels.empty());
  CHECK(finding.labels.back().text == "waived until 2026-06-10");
  CHECK_FALSE(waived.report.has_errors());

  CHECK(waive("EN201", "flag/old", "2026-05-31").report.has_errors());
  CHECK(waive("EN202", "flag/old", "2026-06-10").report.has_errors());
  CHECK_FALSE(waive("EN201", "flags/old.yaml", "2026-06-10").report.has_errors());
}
