#include <algorithm>
#include <fmt/format.h>

#include "policy/asking.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.change.content || entry.may_ship() || !entry.reported) continue;
    auto& finding = report.add(
        rule.info, entry.change.span,
        fmt::format("`{}` is gone, and its removal {}", entry.change.subject,
                    still_needs(entry.approval)),
        fmt::format("clients keep what they have until then: `ensign sign {0} --as NAME` "
                    "proposes that they lose it, `ensign approve {0} --as NAME` agrees",
                    entry.change.subject));
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
