#include <fmt/format.h>

#include "corpus/corpus.h"

namespace ensign::corpus {
namespace {

std::string numbered(std::string_view text, int number) {
  std::string result;
  for (const char letter : text) {
    if (letter == '#') {
      result += fmt::format("{}", number);
    } else {
      result += letter;
    }
  }
  return result;
}

constexpr std::string_view flag_fields = R"(key: feature-#
title: Feature number #
type: release
value: boolean
variants: { on: true, off: false }
owner: team-web
risk: L2
created: 2026-01-02
expires: 2026-12-31
on_expiry: keep
extensions:
  - { from: 2026-11-30, to: 2026-12-31, reason: "Later." }
milestone: v1
exposure: [server]
code_default: off
env_var: FEATURE_NUMBER_#
fallback: { tier: 0, serve: off, badge: Before }
kill_switch: KS1
playbook: rollbacks/web/common.md
requires: [ { flag: common, serve: on } ]
environments:
  staging: { serve: on }
  production:
    serve: off
    stages: common
    rules:
      - { name: staff, if: { user.email: { ends_with: "@example.com" } }, serve: on }
      - { name: pilots, if: { workspace: { in_segment: common-people } }, serve: on }
      - name: half
        if: { workspace: { exists: true } }
        serve: { on: 50, off: 50 }
        by: workspace
tests:
  - { in: production, context: { user.email: a@example.com }, expect: on, rule: staff }
  - { in: staging, context: {}, expect: on, reason: STATIC }
)";

constexpr std::string_view segment = R"(name: people-#
title: People number #
owner: team-web
if: { workspace: [w#, v#], plan: team }
)";

// The flag that uses a segment.
constexpr std::string_view welcome = R"(key: welcome-#
title: For people number #
type: release
owner: team-web
risk: L1
expires: 2026-12-31
environments:
  production:
    serve: off
    rules:
      - { name: people, if: { workspace: { in_segment: people-# } }, serve: on }
)";

constexpr std::string_view plan = R"(plan: rollout-#
title: Rollout number #
owner: team-web
transitions: product-owner
duration: 1w..2w
metrics:
  errors: { title: Error rate, unit: ratio }
triggers:
  - trigger: broken
    class: P0
    metric: errors
    increase: { at_most: 0.005 }
    window: 5min
    playbook: rollbacks/web/common.md
stages:
  - stage: pilot
    title: Pilot
    environment: production
    scope: workspace
    segment: common-people
    percentage: 50
    duration: 2d..3d
    soak: 48h
    serves: { rolled-#: on }
    entry: [ { gate: go, type: sign-off, role: product-owner } ]
    exit:
      - { gate: calm, type: metric, metric: errors, increase: { at_most: 0.001 } }
    rollback: rollbacks/web/common.md
  - stage: all
    title: All
    environment: production
    starts: { after: pilot, wait: 1w }
    serves: { rolled-#: on }
    rollback: rollbacks/web/common.md
)";

// The flag that a plan drives.
constexpr std::string_view rolled = R"(key: rolled-#
title: Rolled out with plan number #
type: release
owner: team-web
risk: L1
expires: 2026-12-31
environments:
  production: { serve: off, stages: rollout-# }
)";

constexpr std::string_view evidence = R"(evidence: seen-#
gate: go
result: passed
at: 2026-03-01T09:00:00Z
by: ada
value: 0.25
)";

constexpr std::string_view release = R"(---
version: 1.#.0
title: Release number #
type: minor
level: L1
state: planned
milestone: v1
owner: team-web
approvers: [product-owner]
plans: [common]
checklists:
  quality: [ { item: All tests pass, done: true, evidence: common-go } ]
highlights: [Faster]
rollback: rollbacks/web/common.md
---
What is in it.
)";

constexpr std::string_view note = R"(---
note: news-#
title: News number #
kind: added
risk: L1
milestone: v1
audience: [users, operators]
flags: [common]
---
Something is new.
)";

constexpr std::string_view playbook = R"(---
title: Way back number #
owner: team-web
flags: [common]
window: 30min
budget: { detection: 2min, decision: 5min, execution: 10min, verification: 10min }
who: [product-owner]
---
1. Serve `off`.
)";

constexpr std::string_view profile = R"(profile: safe-#
title: Safe profile number #
owner: team-web
environment: production
serves: { common: on }
verified: { on: 2026-03-01, evidence: common-go }
)";

constexpr std::string_view freeze = R"(freeze: quiet-#
title: Quiet time number #
reason: Everybody is away.
owner: team-web
requested_by: product-owner
from: 2026-12-20
until: 2027-01-02
environments: [production]
flags: [common]
except: [hotfix]
)";

constexpr std::string_view incident = R"(---
incident: trouble-#
title: Trouble number #
severity: high
state: resolved
owner: team-web
started: 2026-03-01T09:00:00Z
resolved: 2026-03-01T10:00:00Z
flags: [common]
kill_switch: KS1
playbook: rollbacks/web/common.md
timeline: [ { at: 2026-03-01T09:00:00Z, what: It began., by: ada } ]
review: { due: 2026-03-08, by: ada }
---
What happened.
)";

// Below its date, which no number can be.
constexpr std::string_view journal = R"(title: Day number #
by: ada
---
What was seen.
)";

constexpr std::string_view drill = R"(---
drill: 2026-03-01-rehearsal-#
title: Rehearsal number #
kind: kill-switch
owner: team-web
kill_switch: KS1
playbook: rollbacks/web/common.md
environment: staging
by: [ada]
result: passed
times: { detection: 1min, decision: 2min, execution: 5min, verification: 4min }
next: { on: 2026-09-01, owner: team-web }
---
How it went.
)";

constexpr std::string_view waiver = R"(waiver: later-#
rule: EN201
subject: flag/common
reason: The owner is away.
owner: ada
created: 2026-05-20
expires: 2026-06-10
approved: ada
)";

}  // namespace

Document document(Kind kind, int number) {
  const auto at = [number](std::string_view path, std::string_view text) {
    return Document{numbered(path, number), numbered(text, number), {}};
  };
  switch (kind) {
    case Kind::flag:
      return at("flags/web/feature-#.yaml", flag_fields);
    case Kind::prose_flag:
      return {numbered("flags/web/feature-#.md", number),
              "---\n" + numbered(flag_fields, number) + "---\n# Why\n\nBecause.\n",
              {}};
    case Kind::segment:
      return {numbered("flags/segments/people-#.yaml", number),
              numbered(segment, number),
              {{numbered("flags/web/welcome-#.yaml", number), numbered(welcome, number)}}};
    case Kind::plan:
      return {numbered("releases/stages/rollout-#.yaml", number),
              numbered(plan, number),
              {{numbered("flags/web/rolled-#.yaml", number), numbered(rolled, number)}}};
    case Kind::evidence:
      return at("releases/evidence/common/pilot/seen-#.yaml", evidence);
    case Kind::release:
      return at("releases/1.#.0/release.md", release);
    case Kind::note:
      return at("releases/notes/news-#.md", note);
    case Kind::profile:
      return at("flags/profiles/safe-#.yaml", profile);
    case Kind::freeze:
      return at("releases/freezes/quiet-#.yaml", freeze);
    case Kind::incident:
      return at("releases/incidents/trouble-#.md", incident);
    case Kind::journal: {
      const std::string date = fmt::format("20{:02}-{:02}-{:02}", 10 + number / 300 % 80,
                                           1 + number / 25 % 12, 1 + number % 25);
      return {"releases/journal/" + date + ".md",
              "---\njournal: " + date + "\n" + numbered(journal, number),
              {}};
    }
    case Kind::drill:
      return at("rollbacks/drills/2026-03-01-rehearsal-#.md", drill);
    case Kind::waiver:
      return at("trust/waivers/later-#.yaml", waiver);
    case Kind::playbook:
      return at("rollbacks/web/way-back-#.md", playbook);
  }
  return {};
}

std::map<std::string, std::string> common_files() {
  std::string common_plan = numbered(plan, 0);
  common_plan.replace(common_plan.find("rollout-0"), 9, "common");
  for (auto at = common_plan.find("rolled-0"); at != common_plan.npos;
       at = common_plan.find("rolled-0")) {
    common_plan.replace(at, 8, "common");
  }
  return {
      {"ensign.yaml", R"(project: 5f0c2d7e9b1a4c33
name: corpus
environments: { staging: {}, production: {} }
attributes:
  user.email: { type: string, personal: true }
  workspace: { type: string, ascii: true }
  plan: { type: string, values: [free, team] }
  age: { type: integer }
scopes: { global: {}, workspace: { attribute: workspace } }
)"},
      {"trust/people.yaml", R"(people:
  ada: { name: Ada Obi }
teams:
  team-web: { title: Web, members: [ada] }
roles:
  product-owner: { holders: [ada] }
)"},
      {"flags/common.yaml", R"(key: common
title: What the others need
type: config
owner: team-web
risk: L1
permanent: It is needed by all.
environments:
  staging: { serve: on }
  production: { serve: on, stages: common }
)"},
      {"flags/segments/common-people.yaml",
       "name: common-people\ntitle: Everybody's friends\nowner: ada\nif: { workspace: c1 }\n"},
      {"flags/kill-switches.yaml", "levels:\n  KS1: { title: All off, flags: [common] }\n"},
      {"releases/stages/common.yaml", common_plan},
      {"releases/evidence/common/pilot/common-go.yaml",
       "evidence: common-go\ngate: go\nresult: passed\nat: 2026-03-01T09:00:00Z\nby: ada\n"},
      {"rollbacks/web/common.md", numbered(playbook, 0)},
      {"releases/1.0.0/release.md", numbered(release, 0).replace(13, 5, "1.0.0")},
  };
}

}  // namespace ensign::corpus
