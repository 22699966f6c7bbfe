#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (!entry.approval.rules.empty() || !entry.reported || !entry.change.content) continue;
    if (!entry.covered_by.empty()) continue;
    report.add(rule.info, entry.change.span,
               fmt::format("no approval rule matches `{}`", entry.change.subject),
               "write one in trust/policy.yaml that matches it, or list its environment under "
               "`unprotected:`");
  }
}

}  // namespace

const Rule approval_rule_missing{
    {"EN304", "approval-rule-missing", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
