// A governed repository with one of each thing that has a record, and edits of its files.
#pragma once

#include <doctest/doctest.h>
#include <map>
#include <string>

#include "record/record.h"

namespace ensign::test {

using Files = std::map<std::string, std::string>;

inline Files small_repository() {
  return {{"ensign.yaml", R"(project: 5f0c2d7e9b1a4c33
name: shop
title: Shop
environments: { staging: {}, production: {} }
attributes:
  user.email: { type: string }
  workspace: { type: string, ascii: true }
scopes: { global: {}, workspace: { attribute: workspace } }
)"},
          {"trust/people.yaml", R"(people: { ada: { name: Ada }, ben: { name: Ben } }
teams: { team-web: { title: Web, members: [ada] }, team-ops: { title: Ops, members: [ben] } }
roles: { product-owner: { title: Owner, holders: [ada] } }
)"},
          {"flags/checkout.yaml", R"(key: checkout
title: New checkout
description: A shorter way to pay.
type: release
owner: team-web
risk: L2
created: 2026-01-01
expires: 2026-12-31
milestone: v2.4
exposure: [server, client]
code_default: off
env_var: CHECKOUT
fallback: { tier: 1, serve: off, badge: Classic, reason: "It is being checked." }
kill_switch: KS1
playbook: rollbacks/checkout.md
requires: [ { flag: payments, serve: on } ]
environments:
  staging: { serve: on }
  production:
    serve: off
    rules:
      - { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on }
    stages: checkout
tests:
  - { in: production, context: { workspace: w1 }, expect: on }
meta: { jira: ABC-1 }
)"},
          {"flags/payments.yaml", R"(key: payments
title: Payments
type: permission
owner: team-ops
risk: L1
permanent: part of the product
fallback: { tier: 0, serve: off }
environments:
  staging: { serve: on }
  production: { serve: on }
)"},
          {"flags/banner.yaml", R"(key: banner
title: Banner
type: permission
owner: team-web
risk: L1
permanent: part of the product
fallback: { tier: 0, serve: off }
environments: { production: { serve: { on: 50, off: 50 } } }
)"},
          {"flags/ribbon.yaml", R"(key: ribbon
title: Ribbon
type: permission
owner: team-web
risk: L1
permanent: part of the product
fallback: { tier: 0, serve: off }
environments: { production: { serve: on } }
)"},
          {"flags/segments/pilots.yaml", R"(name: pilots
title: Pilots
owner: team-web
if: { workspace: [w1, w2] }
)"},
          {"flags/groups/decoration.yaml", R"(group: decoration
title: Decoration
owner: team-web
flags: { banner: 40, ribbon: 40 }
)"},
          {"flags/profiles/safe.yaml", R"(profile: safe
title: What we go back to
owner: team-ops
environment: production
serves: { checkout: off, payments: on }
)"},
          {"flags/kill-switches.yaml", R"(levels:
  KS1:
    { title: Checkout off, when: It fails., preserves: Carts, flags: [checkout],
      playbook: rollbacks/checkout.md }
)"},
          {"rollbacks/checkout.md", R"(---
title: Checkout off
owner: team-ops
---
1. Turn it off.
)"},
          {"rollbacks/drills/2026-05-01-checkout.md", R"(---
drill: 2026-05-01-checkout
title: Checkout off
kind: kill-switch
owner: team-ops
kill_switch: KS1
playbook: rollbacks/checkout.md
procedure: sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
environment: staging
by: [ben, ada]
result: passed
times: { detection: 60s, execution: 2min }
---
It went well.
)"},
          {"releases/metrics.yaml", R"(metrics:
  errors: { title: Errors, unit: ratio, query: errors-per-request }
)"},
          {"releases/stages/checkout.yaml", R"(plan: checkout
title: Checkout
owner: team-web
transitions: product-owner
triggers:
  - { trigger: errors, class: P0, title: Errors, metric: errors,
      increase: { at_most: 0.005 }, window: 5min, playbook: rollbacks/checkout.md }
stages:
  - stage: pilot
    title: Pilot
    environment: production
    scope: workspace
    segment: pilots
    percentage: 25
    soak: 48h
    serves: { checkout: on }
    exit: [ { gate: go, title: Go, type: sign-off, role: product-owner } ]
  - stage: everybody
    title: Everybody
    environment: production
    serves: { checkout: on }
    entry: [ { gate: ready, title: Ready, type: checklist,
               items: [ { item: "Support knows", done: false } ] } ]
)"},
          {"releases/notes/shorter-checkout.md", R"(---
note: shorter-checkout
title: A shorter checkout
kind: added
risk: L2
milestone: v2.4
audience: [users]
flags: [checkout]
---
Pay in one step.
)"},
          {"releases/2.4.0/release.md", R"(---
version: 2.4.0
title: Checkout
type: minor
level: L2
state: planned
milestone: v2.4
owner: team-web
approvers: [product-owner]
checklists:
  quality: [ { item: All tests pass, done: false } ]
known_issues: []
---
Prose.
)"}};
}

struct Repository {
  explicit Repository(const Files& files)
      : snapshot(source::Snapshot::from_memory(files, parse_as_of("2026-06-01").value())) {
    auto read = model::read(snapshot, 1);
    for (const report::Finding& finding : read.report.findings()) {
      const bool is_error = finding.severity == report::Severity::error;
      CHECK_MESSAGE(!is_error, read.model.path(finding.span.file), ": ", finding.message);
    }
    model = std::move(read.model);
  }

  record::Record record(std::string_view subject) const {
    const auto parsed = model::parse_subject(subject);
    REQUIRE(parsed.has_value());
    auto found = record::find_record(model, snapshot, *parsed);
    REQUIRE_MESSAGE(found.has_value(), std::string(subject));
    return *found;
  }

  source::Snapshot snapshot;
  model::Model model;
};

}  // namespace ensign::test
