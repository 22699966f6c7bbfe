#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing != trust::Standing::future) return;
    report.add(
        rule.info, statement.issued.span,
        fmt::format("this was signed after the time of the check, {}",
                    to_string(tally.head().as_of)),
        "set the clock of the machine that signs and sign again, or check with a later `--as-of`");
  });
}

}  // namespace

const Rule statement_from_future{
    {"EN713", "statement-from-future", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
