#include <doctest/doctest.h>
#include <fmt/format.h>

#include "corpus/corpus.h"
#include "crypto/digest.h"

namespace ensign::corpus {
namespace {

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
review: { due: 2026-03-08, done: 2026-03-07, by: ada }
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

constexpr std::string_view group = R"(group: exclusive-#
title: Experiments number #
owner: team-web
by: workspace
flags: { exp-a-#: 40, exp-b-#: 40.5 }
)";

constexpr std::string_view member = R"(key: exp-X-#
title: Experiment X number #
type: release
owner: team-web
risk: L1
expires: 2026-12-31
fallback: { tier: 0, serve: off, badge: Before }
environments:
  production: { serve: on }
)";

constexpr std::string_view statement = R"(ensign-approval/1
project: 5f0c2d7e9b1a4c33
action: approve
subject: flag/feature-#@production
content: sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
revision: 1
previous: none
signer: ada
issued: 2026-05-20T09:00:00Z
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgOdm2lnr1bcWQRYw5lrgfUHsdWU
jfu/ARhVfztc6piLEAAAASYXBwcm92YWwudjFAZW5zaWduAAAAAAAAAAZzaGE1MTIAAABT
AAAAC3NzaC1lZDI1NTE5AAAAQFdxA82dbGJtOKzY7C1jv5yjBKO2Rd0uiAt8jwlOwl20Ay
GXeQtcQ4Ew7Exvj7X4QVNQxZUN7GfGfw50Un/ZggY=
-----END SSH SIGNATURE-----
)";

constexpr std::string_view record_set = R"(flag/common@production absent 3 none
flag/feature-#@production absent 1 none
)";

Document group_document(int number) {
  Document result{numbered("flags/groups/exclusive-#.yaml", number), numbered(group, number), {}};
  for (const char letter : {'a', 'b'}) {
    std::string text = numbered(member, number);
    for (auto at = text.find('X'); at != text.npos; at = text.find('X')) text[at] = letter;
    result.others[fmt::format("flags/web/exp-{}-{}.yaml", letter, number)] = std::move(text);
  }
  return result;
}

// What is signed about a flag needs the flag.
Document about_flag(std::string path, std::string text, int number) {
  const Document flag = document(Kind::flag, number);
  return {std::move(path), std::move(text), {{flag.path, flag.text}}};
}

Document single(std::string path) {
  std::string text = common_files().at(path);
  return {std::move(path), std::move(text), {}};
}

}  // namespace

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

Document broken(const Fault& fault, int number) {
  if (fault.kind == Kind::stray) return {numbered(fault.from, number), std::string(fault.to), {}};
  Document result = document(fault.kind, number);
  const std::string from = numbered(fault.from, number);
  const std::size_t at = result.text.find(from);
  REQUIRE_MESSAGE(at != result.text.npos, "not in the document: " << from);
  result.text.replace(at, from.size(), numbered(fault.to, number));
  return result;
}

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
    case Kind::group:
      return group_document(number);
    case Kind::statement:
      return about_flag(
          numbered("approvals/flag/feature-#@production/ada.approve.approval", number),
          numbered(statement, number), number);
    case Kind::record_set: {
      std::string text = numbered(record_set, number);
      return about_flag(fmt::format("approvals/set/{}/records", crypto::hex(crypto::sha256(text))),
                        text, number);
    }
    case Kind::stray:
      return at("flags/web/.draft-#.yaml", "never read");
    case Kind::config:
      return single("ensign.yaml");
    case Kind::people:
      return single("trust/people.yaml");
    case Kind::policy:
      return single("trust/policy.yaml");
    case Kind::calendar:
      return single("releases/calendar.yaml");
    case Kind::metrics:
      return single("releases/metrics.yaml");
    case Kind::retired:
      return single("flags/retired.yaml");
    case Kind::ladder:
      return single("flags/kill-switches.yaml");
  }
  return {};
}

}  // namespace ensign::corpus
