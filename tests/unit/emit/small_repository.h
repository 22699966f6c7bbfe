// A small governed repository in memory, with something of every kind, and the sealed model of it.
#pragma once

#include <map>
#include <string>

#include "emit/file.h"
#include "policy/catalogue.h"
#include "seal/governed_model.h"
#include "source/snapshot.h"

namespace ensign::emit::test {

inline std::map<std::string, std::string> small_repository() {
  return {
      {"ensign.yaml",
       "project: 5f0c2d7e9b1a4c33\nname: shop\ntitle: Web shop\n"
       "environments: { staging: {}, production: { title: Production } }\n"
       "attributes: { user.email: { type: string }, workspace: { type: string, ascii: true, "
       "required: true } }\n"
       "scopes: { global: {}, workspace: { attribute: workspace } }\n"},
      {"trust/people.yaml",
       "people: { ada: { name: Ada Obi, contact: ada@example.com } }\n"
       "teams: { team-web: { title: Web, members: [ada] } }\n"
       "roles: { product-owner: { title: Product owner, holders: [ada], duties: [Approve], "
       "escalation: Business } }\n"},
      {"flags/search/new-engine.md",
       "---\nkey: new-engine\ntitle: New engine <b>\ntype: release\nowner: team-web\nrisk: L3\n"
       "created: 2026-09-01\nexpires: 2026-12-31\nmilestone: v2.4\ncode_default: off\n"
       "env_var: FEATURE_NEW_ENGINE\nkill_switch: KS1\nplaybook: rollbacks/search/new-engine.md\n"
       "fallback: { tier: 1, serve: off, badge: Classic search, reason: It is proven }\n"
       "environments:\n  staging: { serve: on }\n  production:\n    serve: off\n    rules:\n"
       "      - { name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on }\n"
       "---\n# Why\n\nSee [the way back](../../rollbacks/search/new-engine.md).\n"},
      {"flags/segments/pilots.yaml",
       "name: pilots\ntitle: Pilots\nowner: team-web\nif: { workspace: [w1] }\n"},
      {"flags/kill-switches.yaml",
       "levels:\n  KS1: { title: Stop search, when: Search hurts, flags: [new-engine] }\n"},
      {"releases/stages/engine.yaml",
       "plan: engine\ntitle: Engine\nowner: team-web\ntransitions: product-owner\nstages:\n"
       "  - stage: pilot\n    title: Pilot\n    environment: production\n    scope: workspace\n"
       "    segment: pilots\n    percentage: 100\n    starts: 2026-10-01\n    duration: 2d..3d\n"
       "    serves: { new-engine: on }\n    entry:\n"
       "      - { gate: go, title: Product owner agrees, type: sign-off, role: product-owner, "
       "evidence: go-pilot }\n"
       "    exit:\n      - { gate: watched, type: observation, window: 48h }\n"},
      {"releases/evidence/engine/pilot/go-pilot.yaml",
       "evidence: go-pilot\ngate: go\nresult: passed\nat: 2026-10-01T09:00:00Z\nby: ada\n"},
      {"releases/2.4.0/release.md",
       "---\nversion: 2.4.0\ntitle: Engine\ntype: minor\nlevel: L2\nstate: planned\nmilestone: "
       "v2.4\n"
       "owner: team-web\nhighlights: [Faster search]\nknown_issues: [Old links are "
       "slow]\n---\nText.\n"},
      {"releases/notes/engine-pilot.md",
       "---\nnote: engine-pilot\ntitle: New engine for pilots\nkind: added\nrisk: L2\nmilestone: "
       "v2.4\n"
       "audience: [users, operators]\nflags: [new-engine]\nmigration: none\n"
       "rollback: Turn `new-engine` off.\n---\nSearch is *new*.\n\n## Operators\n\nWatch the "
       "errors.\n"},
      {"releases/notes/fixed-links.md",
       "---\nnote: fixed-links\ntitle: Links\nkind: fixed\nrisk: L1\nmilestone: v2.4\n"
       "audience: [users]\n---\nLinks work again.\n"},
      {"rollbacks/search/new-engine.md",
       "---\ntitle: Turn the engine off\nowner: team-web\nflags: [new-engine]\nwindow: 30min\n"
       "budget: { detection: 2min, decision: 5min, execution: 10min, verification: 10min }\n"
       "who: [product-owner]\nzero_downtime: true\npreserves: Saved searches stay.\n---\n"
       "1. Run it.\n2. Check that it is off.\n"},
  };
}

// The emitters are under test here, not the rules: whatever the verdict says, it is sealed.
inline seal::GovernedModel sealed(const std::map<std::string, std::string>& files) {
  const auto snapshot = source::Snapshot::from_memory(files, *parse_as_of("2026-11-20"));
  auto read = model::read(snapshot, 1);
  policy::Verdict verdict;
  verdict.report = std::move(read.report);
  verdict.sound = true;
  return std::move(*seal::seal(std::move(read.model), std::move(verdict)));
}

inline std::string file_at(const std::vector<OutFile>& files, std::string_view path) {
  for (const OutFile& file : files) {
    if (file.path == path) return file.bytes;
  }
  return "there is no " + std::string(path);
}

}  // namespace ensign::emit::test
