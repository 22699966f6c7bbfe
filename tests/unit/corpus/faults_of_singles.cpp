#include "corpus/corpus.h"

namespace ensign::corpus {

const std::string long_pattern = "pattern: " + std::string(300, 'a');

const std::vector<Fault>& faults_of_singles() {
  using enum Kind;
  static const std::vector<Fault> all{
      // The first of each file leaves the others their names. ensign.yaml
      {config, "outputs: [atom]", "outputs: [rss]", "EN025", "rss"},
      {config, "project: 5f0c2d7e9b1a4c33", "project: corpus", "EN034", "corpus"},
      {config, "name: corpus", "name: the corpus", "EN033", "the corpus"},
      {config, "until: 2020-02-01", "until: 2019-02-01", "EN034", "2019-02-01"},
      {config, "type: integer", "type: int", "EN025", "int"},
      {config, "age: {", "targetingKey: { type: string }\n  age: {", "EN123", "targetingKey"},
      {config, "{ global: {}, workspace: { attribute: workspace } }",
       "{ global: {}, workspace: { attribute: workplace } }", "EN105", "workplace"},
      {config, "main: [staging]", "main: staging", "EN024", "staging"},
      {config, "environments: [production] }\nkeys", "environments: [prod] }\nkeys", "EN104",
       "prod"},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"[a-z\"", "EN034", "\"[a-z\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"(a-z\"", "EN034", "\"(a-z\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"a-z)\"", "EN034", "\"a-z)\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"*\"", "EN034", "\"*\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"[a-z]**\"", "EN034", "\"[a-z]**\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"[a-z]{3,2}\"", "EN034",
       "\"[a-z]{3,2}\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"[a-z]{9999}\"", "EN034",
       "\"[a-z]{9999}\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"^[a-z]+$\"", "EN034", "\"^[a-z]+$\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"(?=a)[a-z]+\"", "EN034",
       "\"(?=a)[a-z]+\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: '[a-z]+\\'", "EN034", "'[a-z]+\\'"},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: '\\p{L}+'", "EN034", "'\\p{L}+'"},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", "pattern: \"[z-a]\"", "EN034", "\"[z-a]\""},
      {config, "pattern: \"[a-z][a-z0-9-]*\"", long_pattern, "EN034", ""},
      {config, "lifetime: 30d", "lifetime: a month", "EN028", "a month"},
      {config, "exposure: server", "exposure: servers", "EN025", "servers"},
      {config, "flags: [common]", "flags: [commom]", "EN108", "commom"},
      {config, "known: { plan: team }", "known: { plans: team }", "EN105", "plans"},
      {config, "environment: \"FEATURE_{KEY}\"", "environment: FEATURE", "EN034", "FEATURE"},
      {config, "{ title: Rollouts are staged }", "{ text: Rollouts are staged }", "EN022", "text"},
      {config, "layout: { flags: flags }", "layout: { flags: ../flags }", "EN034", "../flags"},
      {config, "layout: { flags: flags }", "layout: { flags: releases }", "EN034", "releases"},
      {config, "environments: { staging", "environments: { log: {}, staging", "EN123", "log"},
      {config, "  web: { env", "  flagd: { env", "EN123", "flagd"},
      {config, "known: { plan: team }", "known: { seen: 2026-01-01 }", "EN024", "2026-01-01"},
      {config, "known: { plan: team }", "known: { account: ada }", "EN034", "account"},
      // trust/people.yaml
      {people, "  ben: { name: Ben Li }", "  ben: { name: Ben Li }\n  Cleo: {}", "EN033", "Cleo"},
      {people, "  ben: { name: Ben Li }", "  ben: { nme: Ben Li }", "EN022", "nme"},
      {people, "until: 2026-12-31", "until: 2025-12-31", "EN034", "2025-12-31"},
      {people, "ssh-ed25519 AAAA", "ssh-rsa AAAA", "EN034", ""},
      {people, "  team-web: {", "  ben: { title: Ben }\n  team-web: {", "EN121", "ben"},
      {people, "members: [ada]", "members: [adda]", "EN102", "adda"},
      {people, "holders: [ada]", "holders: [nobody-of-us]", "EN102", "nobody-of-us"},
      // trust/policy.yaml
      {policy, "people: 1", "people: 65", "EN034", "65"},
      {policy, "team: team-web, count: 1", "team: team-web, count: 0", "EN034", "0"},
      {policy, "team: team-web, count: 1", "team: team-web, count: 5", "EN034", "5"},
      {policy, "team: team-web, count: 1", "role: product-owner, count: 4", "EN034", "4"},
      {policy, "team: team-web, count: 1", "person: robot", "EN034", "{ person: robot }"},
      {policy, "team: team-web, count: 1", "team: team-web, cont: 1", "EN022", "cont"},
      {policy, "team: team-web, count: 1", "count: 1", "EN023", "{ count: 1 }"},
      {policy, "team: team-web, count: 1", "team: team-web, person: ada", "EN034",
       "{ team: team-web, person: ada }"},
      {policy, "  - rule: rest", "  - rule: production", "EN121", "production"},
      {policy, "unprotected: [staging]", "unprotected: [stagin]", "EN104", "stagin"},
      {policy, "experiment: 60d", "experiments: 60d", "EN025", "experiments"},
      {policy, "count: 2, length", "count: -2, length", "EN034", "-2"},
      {policy, "budget: 4h", "budgets: 4h", "EN022", "budgets"},
      {policy, "approvers: [product-owner] }", "approvers: [operations] }", "EN103", "operations"},
      // releases/calendar.yaml
      {calendar, "on: tuesday", "on: monday", "EN034", "monday"},
      {calendar, "every: 2w, first: 2026-01-06", "every: 10d, first: 2026-01-06", "EN034",
       "tuesday"},
      {calendar, "at: \"02:00\"", "at: \"2am\"", "EN026", "\"2am\""},
      {calendar, "at: \"02:00\"", "at: [2]", "EN024", "[2]"},
      {calendar, "every: 4w, ", "", "EN023", "title"},
      {calendar, "kind: maintenance", "kind: maintenence", "EN025", "maintenence"},
      // releases/metrics.yaml
      {metrics, "severity: high", "severity: highest", "EN025", "highest"},
      {metrics, "metrics:\n  error", "metric:\n  error", "EN022", "metric"},
      {metrics, "metrics: [error-rate]", "metrics: [error-rates]", "EN115", "error-rates"},
      {metrics, "metric: error-rate, absolute: { at_most: 0.01 }",
       "metric: error-rates, absolute: { at_most: 0.01 }", "EN115", "error-rates"},
      // flags/retired.yaml
      {retired, "successor: common", "successor: comon", "EN108", "comon"},
      {retired, "on: 2026-04-01", "on: April", "EN026", "April"},
      {retired, "retired:", "retire:", "EN022", "retire"},
      // flags/kill-switches.yaml
      {ladder, "  KS1: {", "  kill it: { title: Nothing, flags: [common] }\n  KS1: {", "EN033",
       "kill it"},
      {ladder, "flags: [common]", "flags: [common, comon]", "EN108", "comon"},
      {ladder, "levels: [KS1]", "levels: [KS2]", "EN110", "KS2"},
      {ladder, "class: P0", "class: P7", "EN025", "P7"},
      {ladder, "activate: [product-owner]", "activate: [operation]", "EN103", "operation"},
  };
  return all;
}

}  // namespace ensign::corpus
