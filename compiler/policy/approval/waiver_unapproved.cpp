#include <algorithm>
#include <fmt/format.h>

#include "policy/asking.h"
#include "policy/rules.h"
#include "policy/waiving.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const model::Waiver& waiver : tally.head().waivers) {
    if (!is_in_force(tally.head(), waiver)) continue;
    for (const trust::Approval& approval : approvals_of(tally, waiver)) {
      if (approval.satisfied) continue;
      auto& finding =
          report.add(rule.info, waiver.id.span,
                     fmt::format("the waiver `{}` covers nothing yet: it {}", *waiver.id,
                                 still_needs(approval)),
                     fmt::format("it takes those whom its subject takes: `ensign sign file/{} --as "
                                 "NAME` proposes it",
                                 tally.head().path(waiver.file)));
      label_rules(tally, approval, finding);
      break;
    }
  }
}

}  // namespace

const Rule waiver_unapproved{
    {"EN313", "waiver-unapproved", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
