#include <algorithm>
#include <fmt/format.h>

#include "policy/asking.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.may_ship() || !entry.reported || entry.change.compared) continue;
    for (const std::size_t index : entry.approval.stale) {
      const model::Statement& statement = tally.head().statements[index];
      const bool of_set = statement.subject.kind == model::SubjectKind::set;
      if (of_set) continue;
      report.add(
          rule.info, statement.content.span,
          fmt::format("`{}` signed another `{}`: it was {}, and is {}", *statement.signer.name,
                      entry.change.subject, short_digest(*statement.content),
                      short_digest(entry.change.content)),
          fmt::format("what clients get has changed since: `ensign approve {} --as {}` signs "
                      "what it is now",
                      entry.change.subject, *statement.signer.name));
    }
  }
}

}  // namespace

const Rule approval_stale{
    {"EN305", "approval-stale", report::Severity::note, report::RuleClass::advice},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
