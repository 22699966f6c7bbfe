#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.may_ship() || !entry.reported) continue;
    for (const std::size_t index : entry.approval.too_old) {
      const model::Statement& statement = tally.head().statements[index];
      report.add(rule.info, statement.issued.span,
                 fmt::format("`{}` signed `{}` too long ago", *statement.signer.name,
                             entry.change.subject),
                 fmt::format("a statement that comes in must be within the `window:` of the rules: "
                             "`ensign sign {} --as {} --action {}` signs again",
                             entry.change.subject, *statement.signer.name,
                             model::spelling(*statement.action)));
    }
  }
}

}  // namespace

const Rule approval_too_old{
    {"EN310", "approval-too-old", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
