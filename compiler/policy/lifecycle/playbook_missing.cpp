#include <fmt/format.h>

#include "policy/duty.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto duty = asked(model, flag, model::Duty::playbook);
    if (!duty || flag.playbook) continue;
    report_unmet(rule.info, *duty,
                 fmt::format("flag `{}` {} and has no rollback playbook", *flag.key, duty->because),
                 "write one (`ensign new playbook`) and name it under `playbook:`", report);
  }
}

}  // namespace

const Rule playbook_missing{
    {"EN205", "playbook-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
