#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing != trust::Standing::machine) return;
    report.add(
        rule.info, statement.signer.name.span,
        fmt::format("`{}` is a machine, and machines approve nothing", *statement.signer.name),
        "let a person sign; a machine signs evidence");
  });
}

}  // namespace

const Rule machine_approves{
    {"EN714", "machine-approves", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
