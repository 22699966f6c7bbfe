// The files of which a repository has one: configuration, roster, policy, ladder, metrics.
#include <fmt/format.h>

#include "plan.h"

namespace ensign::bench {
namespace {

constexpr const char* config = R"(project: 7d1e5b0c94f2a386
name: bench
title: Benchmark
environments:
  staging: { title: Staging }
  production: { title: Production }
attributes:
  workspace: { type: string, ascii: true, required: true, description: id of the workspace }
  user.email: { type: string, personal: true }
  user.country: { type: string, description: two letters }
  plan: { type: string, values: [free, team, business] }
  seats: { type: integer }
  region: { type: string, values: [eu, us, cn, ru] }
  app.version: { type: version }
scopes:
  global: {}
  workspace: { attribute: workspace }
channels:
  main: [staging, production]
keys: { pattern: "[a-z][a-z0-9-]*" }
bundle: { lifetime: 30d, propagation: 5min }
targets:
  web:
    title: Web page
    environments: [production]
    exposure: client
    areas: [search]
    known: { plan: team }
)";

constexpr const char* policy = R"(approvals:
  - rule: production-flags
    match: { kinds: [flag], environments: [production] }
    people: 2
    from: [ { role: release-manager } ]
  - rule: less-exposure
    match: { kinds: [flag], environments: [production], direction: less }
    people: 1
  - rule: plans
    match: { kinds: [plan, release] }
    people: 2
    from: [ { role: release-manager } ]
unprotected: [staging]
lifetimes: { release: 180d, experiment: 120d }
permanent: [kill-switch, permission, config]
duties:
  L2: [fallback, tests]
  L3: [fallback, kill-switch, playbook, tests]
releases:
  minor: { checklists: [quality] }
promotion: { roles: [release-manager] }
kill: { roles: [release-manager] }
)";

constexpr const char* metrics = R"yaml(metrics:
  error-rate:
    title: Error rate
    unit: ratio
    query: "sum(rate(errors[5m])) / sum(rate(requests[5m]))"
    family: operations
  latency: { title: Latency, unit: ms, query: "quantile(0.95, latency)", family: operations }
  adoption: { title: Adoption, business: true, family: business }
dashboards:
  overview: { title: Overview, owner: team-0, metrics: [error-rate, latency] }
alerts:
  errors:
    title: Many errors
    severity: high
    metric: error-rate
    absolute: { at_most: 0.01 }
    window: 5min
    owner: team-0
)yaml";

std::string roster(const Plan& plan) {
  std::string text = "people:\n";
  for (std::size_t i = 0; i < plan.people(); ++i) {
    text +=
        fmt::format("  {}: {{ name: Person {}, contact: p{}@example.com }}\n", person_id(i), i, i);
  }
  text += "teams:\n";
  for (std::size_t i = 0; i < plan.teams(); ++i) {
    text +=
        fmt::format("  {}: {{ title: Team {}, contact: \"#team-{}\", members: [{}, {}, {}] }}\n",
                    team_id(i), i, i, person_id(2 * i % plan.people()),
                    person_id((2 * i + 1) % plan.people()), person_id((2 * i + 2) % plan.people()));
  }
  return text +
         fmt::format(
             "roles:\n  release-manager:\n    title: Release manager\n    holders: [{}, {}]\n"
             "    duties: [Decide on each stage, Approve releases]\n",
             person_id(0), person_id(1));
}

std::string ladder(const Plan& plan) {
  std::string text = "levels:\n";
  for (std::size_t level = 1; level <= 5; ++level) {
    std::string flags;
    for (std::size_t block = level - 1; block < plan.blocks(); block += 5) {
      flags += (flags.empty() ? "" : ", ") + flag_key(block * block_size);
    }
    text += fmt::format("  KS{}: {{ title: Level {}, when: Answers are wrong., flags: [{}] }}\n",
                        level, level, flags);
  }
  return text + "workflow: [Declare class and severity, Activate the level, Tell support]\n";
}

std::string retired(const Plan& plan) {
  std::string text = "retired:\n";
  for (std::size_t i = 0; i < 2 * plan.blocks(); ++i) {
    text += fmt::format(
        "  retired-{}: {{ on: 2026-05-{:02}, type: release, reason: Shipped to everybody. }}\n", i,
        1 + i % 28);
  }
  return text;
}

}  // namespace

std::vector<File> common_files(const Plan& plan) {
  return {
      {"ensign.yaml", config},
      {"trust/people.yaml", roster(plan)},
      {"trust/policy.yaml", policy},
      {"flags/kill-switches.yaml", ladder(plan)},
      {"flags/retired.yaml", retired(plan)},
      {"releases/metrics.yaml", metrics},
      {"releases/calendar.yaml",
       "entries:\n  regular: { title: Regular release, kind: release, types: [minor], every: 2w, "
       "first: 2026-01-06, on: tuesday }\n"}};
}

}  // namespace ensign::bench
