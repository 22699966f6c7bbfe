#include <algorithm>
#include <fmt/format.h>

#include "policy/asking.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.change.content || entry.may_ship() || !entry.reported) continue;
    auto& finding =
        report.add(rule.info, entry.change.span,
                   fmt::format("`{}` is gone, and its removal {}", entry.change.subject,
                               still_needs(entry.approval)),
                   "clients keep what they have until it is approved that they lose it: sign "
                   "statements with `content: absent`");
    label_rules(tally, entry.approval, finding);
  }
}

}  // namespace

const Rule removal_unapproved{
    {"EN306", "removal-unapproved", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
