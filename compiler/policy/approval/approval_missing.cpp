#include <algorithm>
#include <fmt/format.h>

#include "policy/asking.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    const trust::Approval& approval = entry.approval;
    const bool is_removal = !entry.change.content;
    if (entry.may_ship() || !entry.reported || is_removal || approval.rules.empty()) continue;
    auto& finding = report.add(
        rule.info, entry.change.span,
        fmt::format("`{}` {}", entry.change.subject, still_needs(approval)),
        fmt::format("`ensign sign {0} --as NAME` proposes it, and `ensign approve {0} --as NAME` "
                    "says in words what changes, and signs",
                    entry.change.subject));
    label_rules(tally, approval, finding);
  }
}

}  // namespace

const Rule approval_missing{
    {"EN303", "approval-missing", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
