#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (flag.expires || flag.permanent) continue;
    report.add(rule.info, flag.key.span,
               fmt::format("flag `{}` has no date on which it ends", *flag.key),
               "add `expires: YYYY-MM-DD`, or `permanent:` with the reason why it never ends");
  }
}

}  // namespace

const Rule expiry_missing{
    {"EN202", "expiry-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
