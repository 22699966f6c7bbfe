#include "model/policy.h"

#include <doctest/doctest.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

using Lines = std::vector<std::string>;

ReadResult with_policy(const std::string& text) {
  return read_files(
      {{"trust/policy.yaml", text}, {"flags/shop/checkout.yaml", flag_file("checkout", "")}});
}

}  // namespace

TEST_CASE("without a policy, what Ensign asks of everybody is asked") {
  const Policy policy = read_files({}).model.policy;
  CHECK_FALSE(policy.file);
  CHECK(policy.asks(Duty::fallback, Risk::L2, FlagType::release));
  CHECK(policy.asks(Duty::playbook, Risk::L3, FlagType::release));
  CHECK_FALSE(policy.asks(Duty::playbook, Risk::L2, FlagType::release));
  CHECK_FALSE(policy.asks(Duty::fallback, Risk::L1, FlagType::kill_switch));
  CHECK(*policy.waiver_seconds == 30 * 86400);
}

TEST_CASE("a level that policy names has the duties written there, and those of the type") {
  const Policy policy =
      with_policy("duties: { L2: [tests], L1: [] }\ntypes: { kill-switch: [playbook] }\n")
          .model.policy;
  CHECK(policy.file);
  CHECK(policy.complete);
  CHECK_FALSE(policy.asks(Duty::fallback, Risk::L2, FlagType::release));
  const auto tests = policy.asks(Duty::tests, Risk::L2, FlagType::release);
  REQUIRE(tests);
  CHECK_LT(tests->begin, tests->end);
  CHECK(policy.asks(Duty::fallback, Risk::L3, FlagType::release));  // not named: the default
  CHECK(policy.asks(Duty::playbook, Risk::L0, FlagType::kill_switch));
}

TEST_CASE("every field of a policy is read") {
  const ReadResult result = with_policy(
      "approvals:\n"
      "  - rule: production\n"
      "    match: { kinds: [flag, plan], environments: [production], risk: [L2, L3],\n"
      "             types: [release], release: [hotfix], direction: less, fields: [owner],\n"
      "             areas: [shop] }\n"
      "    people: 2\n"
      "    from: [ { team: team-web, count: 2 }, { role: product-owner }, { person: ben } ]\n"
      "    window: 30d\n"
      "unprotected: [staging]\n"
      "lifetimes: { release: 120d }\n"
      "permanent: [kill-switch]\n"
      "extensions: { count: 2, length: 60d }\n"
      "releases: { hotfix: { budget: 4h, approvers: [operations], checklists: [quality] },\n"
      "            minor: { budget: 1w..2w } }\n"
      "checks: { L3: [side-effect-contracts] }\n"
      "drills: { fresh: 90d }\n"
      "reviews: { within: 5d }\n"
      "notes: { required: [flag, policy] }\n"
      "waivers: { length: 14d, renewals: 0 }\n"
      "promotion: { roles: [product-owner] }\n"
      "freezes: { roles: [operations] }\n"
      "kill: { roles: [operations] }\n");
  CHECK(messages(result).empty());
  const Policy& policy = result.model.policy;
  REQUIRE_EQ(policy.approvals.size(), 1u);
  const ApprovalRule& rule = policy.approvals[0];
  CHECK(*rule.people == 2);
  CHECK(**rule.window_seconds == 30 * 86400);
  CHECK(*rule.match.kinds[1] == SubjectKind::plan);
  CHECK(**rule.match.direction == Direction::less);
  REQUIRE_EQ(rule.from.size(), 3u);
  CHECK(rule.from[0].team->id);
  CHECK(rule.from[1].role->id);
  CHECK(rule.from[2].person->id);
  CHECK(**policy.lifetime(FlagType::release) == 120 * 86400);
  CHECK_FALSE(policy.lifetime(FlagType::experiment));
  CHECK(policy.may_be_permanent(FlagType::kill_switch));
  CHECK_FALSE(policy.may_be_permanent(FlagType::config));
  CHECK(policy.terms(ReleaseType::minor).budget->max_seconds == 14 * 86400);
  CHECK(policy.terms(ReleaseType::hotfix).approvers[0].id);
  CHECK(*policy.waiver_renewals == 0);
  CHECK(*policy.notes_required[0] == Notable::flag);
  CHECK(policy.kill_roles[0].id);
}

// Cases 21 and 22 of the hostile-case list; team-web of the rule pages has ada and ben.
TEST_CASE("a group that cannot give so many people is a finding") {
  const auto asked = [](const std::string& from) {
    return messages(with_policy("approvals: [ { rule: r, from: [ " + from + " ] } ]\n"));
  };
  CHECK(asked("{ team: team-web, count: 2 }").empty());
  CHECK(asked("{ team: team-web, count: 3 }") ==
        Lines{"EN034 team `team-web` has 2 people who can sign, and 3 must"});
  CHECK(asked("{ person: ci }") ==
        Lines{"EN034 `ci` is a machine: it stands for 0 people who can sign, and 1 must"});
  CHECK(asked("{ team: team-web, count: 0 }") == Lines{"EN034 `0` is no number of people"});
  CHECK(asked("{ team: team-web, count: -1 }") == Lines{"EN034 `-1` is no number of people"});
  CHECK(asked("{ team: team-webb }") == Lines{"EN101 there is no team `team-webb`"});
  CHECK(asked("{ role: operation }") == Lines{"EN103 there is no role `operation`"});
  CHECK(asked("{ person: bob }") == Lines{"EN102 there is no person `bob`"});
  CHECK(asked("{ count: 1 }") == Lines{"EN023 nobody is named here"});
  CHECK(asked("{ team: team-web, role: operations }") ==
        Lines{"EN034 several groups are named in one entry"});
}

TEST_CASE("words and names of a policy are closed") {
  CHECK(messages(with_policy("duties: { L4: [tests] }\n")) == Lines{"EN025 unknown word `L4`"});
  CHECK(messages(with_policy("types: { release: [test] }\n")) ==
        Lines{"EN025 unknown word `test`"});
  CHECK(messages(with_policy("unprotected: [stagin]\n")) ==
        Lines{"EN104 there is no environment `stagin`"});
  CHECK(messages(with_policy("approvals: [ { rule: r, match: { kinds: [set] } } ]\n")) ==
        Lines{"EN025 unknown word `set`"});
  CHECK(messages(with_policy("approvals: [ { rule: r, match: { areas: [shopp] } } ]\n")) ==
        Lines{"EN135 there is no area `shopp`"});
  CHECK(messages(with_policy("approvals: [ { rule: r, people: 65 } ]\n")) ==
        Lines{"EN034 `65` is no number of people"});
  CHECK(messages(with_policy("approvals: [ { rule: r }, { rule: r } ]\n")) ==
        Lines{"EN121 there is already a rule `r`"});
}

}  // namespace ensign::model
