#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.may_ship() || !entry.reported) continue;
    for (const std::size_t index : entry.approval.replayed) {
      const model::Statement& statement = tally.head().statements[index];
      report.add(rule.info, statement.revision.span,
                 fmt::format("`{}` signed `{}` in another place of its history: here it follows "
                             "revision {}",
                             *statement.signer.name, entry.change.subject,
                             entry.change.base_revision.value_or(0)),
                 fmt::format("sign it again as revision {}, with `previous: {}`",
                             entry.change.base_revision.value_or(0) + 1,
                             entry.change.base_content
                                 ? "sha256:" + crypto::hex(*entry.change.base_content)
                                 : "none"));
    }
  }
}

}  // namespace

const Rule approval_replayed{
    {"EN309", "approval-replayed", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
