// A policy rule: its identity and the function that looks at the linked model. One rule is one file
// `flag_expired.cpp` beside one page `flag_expired.md`; the page is what `ensign explain` prints, a
// page of the site, and the test of the rule. Rules only judge: they cannot change the model.
#pragma once

#include <span>

#include "model/model.h"
#include "report/report.h"

namespace ensign::trust {
class Tally;
}

namespace ensign::policy {

struct Rule {
  report::RuleInfo info;
  // Null for a rule that only judges changes.
  void (*check)(const model::Model& model, const Rule& rule, report::Report& report);
  // Of a rule about what a change does: asked where there is a base. Spans of
  // `base` are of another snapshot and have no place in a finding.
  void (*check_change)(const model::Model& base, const model::Model& head, const Rule& rule,
                       report::Report& report) = nullptr;
  // Instead of `check`, for a rule that takes long and judges each flag by itself: it is asked
  // about parts of the model's flags, at once and in any order.
  void (*check_flags)(const model::Model& model, std::span<const model::Flag> flags,
                      const Rule& rule, report::Report& report) = nullptr;
  // Of a rule about signatures and approvals: asked where there is a root of trust. What it looks
  // at is worked out once for all rules.
  void (*check_trust)(const trust::Tally& tally, const Rule& rule,
                      report::Report& report) = nullptr;
};

}  // namespace ensign::policy
