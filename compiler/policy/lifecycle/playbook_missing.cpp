#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (*flag.risk < model::Risk::L3 || flag.playbook) continue;
    report.add(rule.info, flag.risk.span,
               fmt::format("flag `{}` is L3 and has no rollback playbook", *flag.key),
               "write one (`ensign new playbook`) and name it under `playbook:`");
  }
}

}  // namespace

const Rule playbook_missing{
    {"EN205", "playbook-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
