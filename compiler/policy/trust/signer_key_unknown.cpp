#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing != trust::Standing::unknown_key) return;
    report.add(
        rule.info, statement.armour,
        fmt::format("this is signed with the key {}, which is none of `{}`",
                    crypto::fingerprint(statement.signature.key), *statement.signer.name),
        "put the public key into the roster, with the approval that the roster needs, or remove "
        "the statement");
  });
}

}  // namespace

const Rule signer_key_unknown{
    {"EN712", "signer-key-unknown", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
