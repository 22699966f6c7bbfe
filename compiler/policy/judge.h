// The judgement of a whole repository: what reading found, and what every rule says.
#pragma once

#include <vector>

#include "change/touched.h"
#include "policy/rule.h"

namespace ensign::policy {

enum class Question : std::uint8_t {
  well_made,  // `check`: late findings are errors everywhere, or only on what `touched` names
  shippable,  // `build`: late findings are debts and block nothing
};

struct Verdict {
  report::Report report;               // sorted; severities final
  std::vector<report::Finding> debts;  // late findings, whatever their severity here
  bool sound = false;                  // nothing of class unsound: the model may be sealed
};

// `reading` is the report of source and model. `touched` and `base`, the model that the change
// started from, are null without a base.
Verdict judge(const model::Model& model, report::Report reading, Question question,
              const change::Touched* touched, const model::Model* base = nullptr,
              unsigned threads = 1);

}  // namespace ensign::policy
