// Which edits change which records: what is governed does, what is not does not.

#include <algorithm>
#include <doctest/doctest.h>

#include "record/small_repository.h"

using namespace ensign;
using namespace ensign::test;

namespace {

const std::vector<std::string> all_subjects{"flag/banner@production", "flag/checkout@production",
                                            "flag/checkout@staging",  "flag/payments@production",
                                            "flag/payments@staging",  "flag/ribbon@production",
                                            "plan/checkout",          "profile/safe@production",
                                            "release/2.4.0",          "drill/2026-05-01-checkout"};

struct Edit {
  std::string path, from, to;
};

// The subjects whose records the edit changes, beside that of the file.
std::vector<std::string> changed_by(const Edit& edit) {
  Files files = small_repository();
  std::string& text = files.at(edit.path);
  const std::size_t at = text.find(edit.from);
  REQUIRE_MESSAGE(at != text.npos, edit.from);
  text.replace(at, edit.from.size(), edit.to);
  const Repository before(small_repository()), after(files);
  std::vector<std::string> changed;
  for (const std::string& subject : all_subjects) {
    if (before.record(subject).digest != after.record(subject).digest) changed.push_back(subject);
  }
  CHECK(before.record("file/" + edit.path).digest != after.record("file/" + edit.path).digest);
  return changed;
}

using Subjects = std::vector<std::string>;

const std::string checkout = "flags/checkout.yaml";
// What the terms of the flag are part of.
const Subjects of_terms{"flag/checkout@production", "flag/checkout@staging", "plan/checkout",
                        "profile/safe@production"};

}  // namespace

TEST_CASE("what is not governed may be edited") {
  for (const Edit& edit : std::vector<Edit>{
           {checkout, "title: New checkout", "title: Newer checkout"},
           {checkout, "description: A shorter way to pay.", "description: Pay at once."},
           {checkout, "risk: L2", "risk: L2  # looked at twice"},
           {checkout, "badge: Classic", "badge: Old"},
           {checkout, "It is being checked.", "It is under test."},
           {checkout, "milestone: v2.4", "milestone: v2.5"},
           {checkout, "env_var: CHECKOUT", "env_var: SHOP_CHECKOUT"},
           {checkout, "created: 2026-01-01", "created: 2026-01-02"},
           {checkout, "{ workspace: w1 }, expect: on", "{ workspace: w9 }, expect: off"},
           {checkout, "jira: ABC-1", "jira: ABC-2"},
           {checkout, "name: pilots", "name: first-pilots"},
           {"flags/segments/pilots.yaml", "title: Pilots", "title: First customers"},
           {"flags/groups/decoration.yaml", "title: Decoration", "title: Ornaments"},
           {"flags/profiles/safe.yaml", "title: What we go back to", "title: Safe"},
           {"releases/stages/checkout.yaml", "title: Pilot", "title: First customers"},
           {"releases/stages/checkout.yaml", "done: false", "done: true"},
           {"releases/2.4.0/release.md", "done: false", "done: true"},
           {"releases/2.4.0/release.md", "Prose.", "Other prose."},
           {"releases/notes/shorter-checkout.md", "Pay in one step.", "Pay at once."},
           {"rollbacks/drills/2026-05-01-checkout.md", "It went well.", "It went very well."}}) {
    CAPTURE(edit.path);
    CAPTURE(edit.to);
    CHECK_EQ(changed_by(edit), Subjects{});
  }
}

TEST_CASE("each governed thing of a flag changes its records, and what is made of them") {
  for (const Edit& edit : std::vector<Edit>{
           {checkout, "type: release", "type: experiment"},
           {checkout, "owner: team-web", "owner: team-ops"},
           {checkout, "risk: L2", "risk: L3"},
           {checkout, "expires: 2026-12-31", "expires: 2027-12-31"},
           {checkout, "exposure: [server, client]", "exposure: [server]"},
           {checkout, "code_default: off", "code_default: on"},
           {checkout, "requires: [ { flag: payments, serve: on } ]", "requires: []"},
           {checkout, "kill_switch: KS1\n", ""},
           {checkout, "playbook: rollbacks/checkout.md\n", ""},
           {checkout, "tier: 1", "tier: 2"},
           {checkout, "fallback: { tier: 1, serve: off", "fallback: { tier: 1, serve: on"},
           {checkout, "type: release\n",
            "type: release\nvalue: string\nvariants: { on: a, off: b }\n"}}) {
    CAPTURE(edit.to);
    CHECK_EQ(changed_by(edit), of_terms);
  }
  // With on_expiry the chain changes as well.
  CHECK_EQ(changed_by({checkout, "milestone: v2.4", "on_expiry: fallback"}), of_terms);
}

TEST_CASE("an environment is approved by itself") {
  CHECK_EQ(changed_by({checkout, "staging: { serve: on }", "staging: { serve: off }"}),
           Subjects{"flag/checkout@staging"});
  CHECK_EQ(changed_by({checkout, "serve: on }\n    stages", "serve: off }\n    stages"}),
           Subjects{"flag/checkout@production", "plan/checkout"});
}

TEST_CASE("a segment changes the flags that use it, a group its members, in that environment") {
  CHECK_EQ(changed_by({"flags/segments/pilots.yaml", "w2", "w3"}),
           Subjects{"flag/checkout@production", "plan/checkout"});
  CHECK_EQ(changed_by({"flags/groups/decoration.yaml", "banner: 40", "banner: 45"}),
           Subjects{"flag/banner@production", "flag/ribbon@production"});
}

TEST_CASE("what moves a plan, and what a profile, a release or a drill says, is governed") {
  const std::string plan = "releases/stages/checkout.yaml";
  for (const Edit& edit : std::vector<Edit>{
           {plan, "percentage: 25", "percentage: 50"},
           {plan, "soak: 48h", "soak: 1h"},
           {plan, "    segment: pilots\n", ""},
           {plan, "scope: workspace", "scope: global"},
           {plan, "transitions: product-owner\n", ""},
           {plan, "at_most: 0.005", "at_most: 0.5"},
           {plan, "class: P0", "class: P2"},
           {plan, "Support knows", "Nobody knows"},
           {plan, "serves: { checkout: on }", "serves: { checkout: off }"},
           {plan, "    exit: [ { gate: go, title: Go, type: sign-off, role: product-owner } ]\n",
            ""},
           {"releases/metrics.yaml", "errors-per-request", "nothing"}}) {
    CAPTURE(edit.to);
    CHECK_EQ(changed_by(edit), Subjects{"plan/checkout"});
  }
  CHECK_EQ(changed_by({"flags/profiles/safe.yaml", "payments: on", "payments: off"}),
           Subjects{"profile/safe@production"});
  for (const Edit& edit : std::vector<Edit>{
           {"releases/2.4.0/release.md", "level: L2", "level: L1"},
           {"releases/2.4.0/release.md", "All tests pass", "Some tests pass"},
           {"releases/2.4.0/release.md", "[]", "[Slow on Mondays]"},
           {"releases/notes/shorter-checkout.md", "milestone: v2.4", "milestone: v2.5"}}) {
    CAPTURE(edit.to);
    CHECK_EQ(changed_by(edit), Subjects{"release/2.4.0"});
  }
  CHECK_EQ(changed_by({"rollbacks/drills/2026-05-01-checkout.md", "2min", "3min"}),
           Subjects{"drill/2026-05-01-checkout"});
}
