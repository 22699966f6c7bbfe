// What policy asks of a flag, and how a finding says why.
#pragma once

#include <optional>
#include <string>

#include "model/model.h"
#include "report/report.h"

namespace ensign::policy {

struct Asked {
  std::string because;  // "is L3", "is of type `kill-switch`"
  Span span;            // what makes it so: the flag's risk or type
  Span where;           // in trust/policy.yaml; empty when it is a default
};

// Nothing when the duty is not asked of the flag.
std::optional<Asked> asked(const model::Model& model, const model::Flag& flag, model::Duty duty);

// A finding of `rule` at what makes the duty one, with the place that asks it as a label.
void report_unmet(const report::RuleInfo& rule, const Asked& asked, std::string message,
                  std::string help, report::Report& report);

}  // namespace ensign::policy
