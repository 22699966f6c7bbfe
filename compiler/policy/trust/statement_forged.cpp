#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing != trust::Standing::bad_signature) return;
    report.add(rule.info, statement.armour,
               fmt::format("the signature is not of these lines: `{}` did not sign them",
                           *statement.signer.name),
               "whatever was edited, restore it, or have `ensign sign` write the statement anew");
  });
}

}  // namespace

const Rule statement_forged{
    {"EN711", "statement-forged", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
