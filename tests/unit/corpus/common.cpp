// What all the others refer to, and the files of which a repository has one.
#include "corpus/corpus.h"

namespace ensign::corpus {
namespace {

constexpr std::string_view config = R"(project: 5f0c2d7e9b1a4c33
name: corpus
adopted: { on: 2020-01-01, until: 2020-02-01 }
environments: { staging: {}, production: {} }
attributes:
  user.email: { type: string, personal: true }
  workspace: { type: string, ascii: true }
  plan: { type: string, values: [free, team] }
  age: { type: integer }
  seen: { type: timestamp }
  account: { type: string }
  account.id: { type: string }
  country: { type: string, values: [at, be, ch, de, dk, es, fi, fr, it, nl, no, pl, se] }
scopes: { global: {}, workspace: { attribute: workspace } }
channels:
  main: [staging]
  release: { title: Release, environments: [production] }
keys: { pattern: "[a-z][a-z0-9-]*" }
bundle: { lifetime: 30d }
outputs: [atom]
targets:
  web: { environments: [production], exposure: server, flags: [common], known: { plan: team } }
code: { functions: [is_enabled], environment: "FEATURE_{KEY}" }
requirements:
  "6.2": { title: Rollouts are staged }
  "1.1": { title: One }
  "1.2": { title: Two }
  "1.3": { title: Three }
  "1.4": { title: Four }
  "2.1": { title: Five }
  "2.2": { title: Six }
  "2.3": { title: Seven }
  "2.4": { title: Eight }
  "3.1": { title: Nine }
  "3.2": { title: Ten }
  "3.3": { title: Eleven }
  "3.4": { title: Twelve }
layout: { flags: flags }
)";

constexpr std::string_view people = R"(people:
  ada:
    name: Ada Obi
    keys:
      - key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDnZtpZ69W3FkEWMOZa4H1B7HVlI37vwEYVX87XOqYix"
        from: 2026-01-01
        until: 2026-12-31
  ben: { name: Ben Li }
  robot: { name: Build robot, machine: true }
teams:
  team-web: { title: Web, members: [ada] }
roles:
  product-owner: { holders: [ada] }
)";

constexpr std::string_view policy = R"(approvals:
  - rule: production
    match: { kinds: [flag], environments: [production] }
    people: 1
    from: [ { team: team-web, count: 1 } ]
  - rule: rest
unprotected: [staging]
lifetimes: { experiment: 60d }
extensions: { count: 2, length: 60d }
releases: { hotfix: { budget: 4h, approvers: [product-owner] } }
waivers: { length: 30d, renewals: 1 }
)";

constexpr std::string_view calendar = R"(entries:
  regular: { title: Regular release, kind: release, every: 2w, first: 2026-01-06, on: tuesday }
  night: { title: Maintenance, kind: maintenance, every: 4w, first: 2026-01-04, at: "02:00" }
)";

constexpr std::string_view metrics = R"(metrics:
  error-rate: { title: Error rate, unit: ratio }
dashboards:
  web: { title: Web, link: "https://example.com/d", owner: team-web, metrics: [error-rate] }
alerts:
  slow: { title: Slow, severity: high, metric: error-rate, absolute: { at_most: 0.01 } }
)";

constexpr std::string_view retired = R"(retired:
  old-search: { on: 2026-05-01, type: release, reason: Shipped., successor: common }
  older-search: { on: 2026-04-01, type: release, reason: Given up. }
)";

constexpr std::string_view ladder = R"(levels:
  KS1: { title: All off, flags: [common] }
triggers:
  failures: { title: Receipts are missing, class: P0, levels: [KS1] }
workflow: [Activate the level]
activate: [product-owner]
)";

constexpr std::string_view flag = R"(key: common
title: What the others need
type: config
owner: team-web
risk: L1
permanent: It is needed by all.
environments:
  staging: { serve: on }
  production: { serve: on, stages: common }
)";

constexpr std::string_view hidden = R"(key: hidden
title: In production alone
type: config
owner: team-web
risk: L1
permanent: It is needed by all.
environments:
  production: { serve: off }
)";

constexpr std::string_view profile = R"(profile: known-safe
title: What we go back to
owner: team-web
environment: production
serves: { common: on }
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from)) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

std::map<std::string, std::string> common_files() {
  const std::string plan = document(Kind::plan, 0).text;
  return {
      {"ensign.yaml", std::string(config)},
      {"trust/people.yaml", std::string(people)},
      {"trust/policy.yaml", std::string(policy)},
      {"releases/calendar.yaml", std::string(calendar)},
      {"releases/metrics.yaml", std::string(metrics)},
      {"flags/retired.yaml", std::string(retired)},
      {"flags/kill-switches.yaml", std::string(ladder)},
      {"flags/common.yaml", std::string(flag)},
      {"flags/hidden.yaml", std::string(hidden)},
      {"flags/profiles/known-safe.yaml", std::string(profile)},
      {"flags/segments/common-people.yaml",
       "name: common-people\ntitle: Everybody's friends\nowner: ada\nif: { workspace: c1 }\n"},
      {"releases/stages/common.yaml",
       replaced(replaced(plan, "rollout-0", "common"), "rolled-0", "common")},
      {"releases/evidence/common/pilot/common-go.yaml",
       "evidence: common-go\ngate: go\nresult: passed\nat: 2026-03-01T09:00:00Z\nby: ada\n"},
      {"rollbacks/web/common.md", document(Kind::playbook, 0).text},
      {"releases/1.0.0/release.md", document(Kind::release, 0).text},
  };
}

}  // namespace ensign::corpus
