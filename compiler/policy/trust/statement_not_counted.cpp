#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing == trust::Standing::counts || trust::is_error(standing)) return;
    report.add(
        rule.info, statement.signer.name.span,
        fmt::format("the statement of `{}` does not count: {}", *statement.signer.name,
                    trust::because(standing)),
        "sign again with a key that counts, or remove the statement; what shall go on counting "
        "when somebody leaves is listed by `ensign trust retire`");
  });
}

}  // namespace

const Rule statement_not_counted{
    {"EN716", "statement-not-counted", report::Severity::note, report::RuleClass::advice},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
