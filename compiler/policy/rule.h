// A policy rule: its identity and the function that looks at the linked model. One rule is one file
// `flag_expired.cpp` beside one page `flag_expired.md`; the page is what `ensign explain` prints, a
// page of the site, and the test of the rule. Rules only judge: they cannot change the model.
#pragma once

#include "model/model.h"
#include "report/report.h"

namespace ensign::policy {

struct Rule {
  report::RuleInfo info;
  void (*check)(const model::Model& model, const Rule& rule, report::Report& report);
};

}  // namespace ensign::policy
