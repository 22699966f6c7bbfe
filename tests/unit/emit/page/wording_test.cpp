// Conditions, splits and amounts in words; the sentences are those of the site's description.
#include "emit/page/wording.h"

#include <doctest/doctest.h>

#include "source/snapshot.h"

using namespace ensign;
using namespace ensign::emit;

namespace {

const char* config = R"(project: 5f0c2d7e9b1a4c33
name: shop
environments: { production: {} }
attributes:
  user.email: { type: string }
  workspace: { type: string, ascii: true, required: true }
  plan: { type: string }
  version: { type: version }
scopes: { workspace: { attribute: workspace } }
)";

model::Model read_flag(const std::string& rules) {
  const auto snapshot = source::Snapshot::from_memory(
      {{"ensign.yaml", config},
       {"flags/segments/pilot-orgs.yaml",
        "name: pilot-orgs\ntitle: Pilot organisations\nowner: ada\nif: { workspace: [w1] }\n"},
       {"trust/people.yaml", "people: { ada: { name: Ada } }\n"},
       {"flags/a.yaml",
        "key: a\ntitle: A\ntype: release\nowner: ada\nrisk: L1\nenvironments:\n  production:\n"
        "    serve: off\n    rules:\n" +
            rules}},
      *parse_as_of("2026-11-20"));
  return model::read(snapshot, 1).model;
}

std::string words(const std::string& condition) {
  const model::Model model = read_flag("      - { name: r, if: " + condition + ", serve: on }\n");
  REQUIRE(model.flags.size() == 1);
  REQUIRE(model.flags[0].environments.size() == 1);
  REQUIRE(model.flags[0].environments[0].rules.size() == 1);
  return condition_words(model, model.flags[0].environments[0].rules[0].condition).plain();
}

}  // namespace

TEST_CASE("conditions in words") {
  CHECK(
      words(
          R"({ user.email: { ends_with: "@example.com" }, workspace: { in_segment: pilot-orgs } })") ==
      "user.email ends with @example.com and workspace is in Pilot organisations");
  CHECK(words("{ plan: [free, team, business] }") == "plan is one of free, team or business");
  CHECK(words("{ plan: free }") == "plan is free");
  CHECK(words("{ any: [ { plan: free }, { plan: team, workspace: w1 } ] }") ==
        "plan is free or (plan is team and workspace is w1)");
  CHECK(words("{ not: { plan: free } }") == "not (plan is free)");
  CHECK(words("{ plan: { exists: false } }") == "plan is not given");
  CHECK(words("{ version: { version_at_least: 2.1.0 } }") == "version is version 2.1.0 or later");
}

TEST_CASE("splits in words") {
  const model::Model model = read_flag(
      "      - { name: r, if: { plan: free }, serve: { on: 12.5, off: 87.5 }, by: workspace }\n");
  REQUIRE(model.flags.size() == 1);
  REQUIRE(model.flags[0].environments[0].rules.size() == 1);
  const auto& serve = model.flags[0].environments[0].rules[0].serve;
  CHECK(serve_words(model, model.flags[0], serve).plain() == "12.5 % of workspaces on, 87.5 % off");
}

TEST_CASE("times and amounts") {
  CHECK(duration_words(48 * 3600) == "48 hours");
  CHECK(duration_words(86'400) == "24 hours");
  CHECK(duration_words(5 * 86'400) == "5 days");
  CHECK(duration_words(7 * 86'400) == "1 week");
  CHECK(duration_words(90) == "90 seconds");
  CHECK(duration_words(30 * 60) == "30 minutes");
  CHECK(range_words({2 * 86'400, 3 * 86'400, {}}) == "2 to 3 days");
  CHECK(percent_words(33'333) == "33.333 %");
  CHECK(days_words(0) == "today");
  CHECK(days_words(1) == "in 1 day");
  CHECK(days_words(-3) == "3 days ago");
  CHECK(number_words(0.001 * 100) == "0.1");
}

TEST_CASE("thresholds in words: a ratio is shown in per cent") {
  model::Threshold threshold;
  threshold.comparison = model::Comparison::increase;
  threshold.at_most = Spanned<double>{0.001, {}};
  threshold.window_seconds = 48 * 3600;
  CHECK(threshold_words(threshold, "ratio") ==
        "rises by at most 0.1 percentage points against its baseline within 48 hours");
  threshold.comparison = model::Comparison::relative;
  threshold.at_most = Spanned<double>{0.1, {}};
  threshold.window_seconds = std::nullopt;
  CHECK(threshold_words(threshold, "ms") == "changes by at most 10 % against its baseline");
}
