#include "corpus/corpus.h"

namespace ensign::corpus {

const std::vector<Fault>& faults_of_values() {
  using enum Kind;
  static const std::vector<Fault> all{
      // Conditions.
      {segment, "plan: team }", "age: { at_least: [3] } }", "EN024", "[3]"},
      {segment, "plan: team }", "plan: { in: [] } }", "EN034", "[]"},
      {segment, "plan: team }", "plan: { resembles: team } }", "EN030", "resembles"},
      {segment, "plan: team }", "plan: premium }", "EN025", "premium"},
      {segment, "plan: team }", "now: { equals: \"2026\" } }", "EN024", "equals: \"2026\""},
      {segment, "plan: team }", "now: { before: 2026-02-30 } }", "EN026", "2026-02-30"},
      {segment, "plan: team }", "plan: { in: team } }", "EN024", "team"},
      {segment, "plan: team }", "any: {} }", "EN024", "{}"},
      {segment, "owner: team-web", "owner: the whole department of the web", "EN101",
       "the whole department of the web"},
      {segment, "plan: team }", "plan: { equals: [team] } }", "EN024", "[team]"},
      {segment, "plan: team }", "country: europe }", "EN025", "europe"},
      // Flags.
      {flag, "milestone: v1", "milestone: v1\nsatisfies: [\"rollouts\"]", "EN118", "\"rollouts\""},
      {flag, "tier: 0", "tier: \"0\"", "EN024", "\"0\""},
      {note, "flags: [common]", "flags: [older-search]", "EN108", "older-search"},
      {release, "version: 1.#.0", "version: v1.#.0", "EN032", "v1.#.0"},
      {profile, "environment: production\nserves: { common: on }",
       "environment: staging\nserves: { common: on, hidden: on }", "EN104", "hidden"},
      {flag, "variants: { on: true, off: false }", "variants: {}", "EN034", "{}"},
      {flag, "badge: Before", "translations: { the german: { badge: Vorher } }", "EN034",
       "the german"},
      {flag, "name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on",
       "name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on, by: workspace",
       "EN034", "workspace"},
      {flag, "title: Feature number #", "title:", "EN024", ""},
      {flag, "milestone: v1", "milestone: \"\"", "EN034", "\"\""},
      {flag, "milestone: v1", "milestone: { v: 1 }", "EN024", "{ v: 1 }"},
      {flag, "key: feature-#", "key: -feature-#", "EN033", "-feature-#"},
      {flag, "on: true, off: false", "\"o n\": true, off: false", "EN033", "\"o n\""},
      {flag, "tier: 0", "tier: zero", "EN024", "zero"},
      {flag, "created: 2026-01-02", "created: [2026]", "EN024", "[2026]"},
      // Tests of flags.
      {flag, "context: {}, expect: on", "context: {}, within: 2, expect: on", "EN034", "2"},
      {flag, "context: {}, expect: on, reason: STATIC",
       "context: {}, distribution: { on: 100 }, at: 5%", "EN034", "5%"},
      {flag, "context: {}, expect: on", "context: { \"a..b\": 1 }, expect: on", "EN034",
       "\"a..b\""},
      {flag, "context: {}, expect: on",
       "context: { user.email: a, user: { email: b } }, expect: on", "EN034", "user"},
      {flag, "context: {}, expect: on", "matrix: { plan: [] }, expect: on", "EN034", "[]"},
      {flag, "context: {}, expect: on",
       "matrix: { age: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], workspace: [a, b, c, d, e, f, g, h, i, "
       "j], plan: [a, b, c, d, e, f, g, h, i, j] }, expect: on",
       "EN034", ""},
      {flag, "context: {}, expect: on", "context: {}, at: 150%, expect: on", "EN034", "150%"},
      {flag, "in: staging, context: {}, expect: on, reason: STATIC",
       "in: staging, context: {}, expect: on, rule: staff", "EN117", "staff"},
      {flag, "  staging: { serve: on }\n", "", "EN104", "staging"},
      // Plans.
      {plan, "increase: { at_most: 0.001 }", "increase: {}", "EN023", "{}"},
      {plan, "metric: errors, increase: { at_most: 0.001 }", "metric: errors", "EN023", "errors"},
      {plan, "increase: { at_most: 0.001 }",
       "increase: { at_most: 0.001 }, absolute: { at_most: 1 }", "EN034", "{ at_most: 0.001 }"},
      {plan, "    metric: errors\n    increase: { at_most: 0.005 }\n",
       "    increase: { at_most: 0.005 }\n", "EN023", "{ at_most: 0.005 }"},
      {plan, "increase: { at_most: 0.001 }", "increase: { at_most: few }", "EN024", "few"},
      {plan, "duration: 2d..3d", "duration: 2d..", "EN028", "2d.."},
      {plan, "duration: 2d..3d", "duration: [2d, 3d]", "EN024", "[2d, 3d]"},
      {plan, "starts: { after: pilot, wait: 1w }", "starts: soon", "EN026", "soon"},
      // Groups and profiles.
      {group, "exp-a-#: 40,", "exp-a-#: 70,", "EN029", "{ exp-a-#: 70, exp-b-#: 40.5 }"},
      {group, "exp-a-#: 40,", "exp-c-#: 40,", "EN108", "exp-c-#"},
      {group, "by: workspace", "by: workplace", "EN105", "workplace"},
      {group, "group: exclusive-#", "group: exclusive", "EN120", "exclusive"},
      {profile, "profile: safe-#", "group: safe-#", "EN124", "group"},
      {profile, "profile: safe-#", "key: safe-#", "EN124", "key"},
      {profile, "verified: { on: 2026-03-01, evidence: common-go }",
       "verified: { on: 2026-03-01, evidence: common-go }\nserves: { common: off }", "EN002",
       "serves"},
      // Freezes, incidents, the journal, drills, playbooks, waivers.
      {freeze, "from: 2026-12-20", "from: Christmas", "EN026", "Christmas"},
      {freeze, "from: 2026-12-20", "from: [2026-12-20]", "EN024", "[2026-12-20]"},
      {incident, "resolved: 2026-03-01T10:00:00Z", "resolved: 2026-03-01T08:00:00Z", "EN034",
       "2026-03-01T08:00:00Z"},
      {incident, "resolved: 2026-03-01T10:00:00Z", "resolved: [10]", "EN024", "[10]"},
      {incident, "timeline: [ { at: 2026-03-01T09:00:00Z, what: It began., by: ada } ]",
       "timeline:\n  - { at: 2026-03-01T09:10:00Z, what: It went on. }\n  - { at: "
       "2026-03-01T09:05:00Z, what: It began. }",
       "EN034", "2026-03-01T09:05:00Z"},
      {journal, "---\njournal:", "---\n---\n\n---\njournal:", "EN021", ""},
      {drill, "environment: staging", "procedure: sha256", "EN034", "sha256"},
      {drill, "environment: staging", "scenario: The index is gone", "EN034", "The index is gone"},
      {drill, "environment: staging", "stage: pilot", "EN023", "pilot"},
      {drill, "execution: 5min", "doing: 5min", "EN022", "doing"},
      {drill, "next: { on: 2026-09-01, owner: team-web }",
       "next: { on: 2026-09-01, owner: team-web, place: Rome }", "EN022", "place"},
      {waiver, "rule: EN201", "rule: expiry", "EN034", "expiry"},
      {waiver, "approved: ada", "approved: ada\nrenews: later-#", "EN034", "later-#"},
      {waiver, "subject: flag/common", "subject: flag/common@prod", "EN119", "flag/common@prod"},
      {waiver, "subject: flag/common", "subject: flags/commom.yaml", "EN119", "flags/commom.yaml"},
  };
  return all;
}

}  // namespace ensign::corpus
