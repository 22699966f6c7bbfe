#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!flag.permanent || model.policy.may_be_permanent(*flag.type)) continue;
    auto& finding =
        report.add(rule.info, flag.permanent->span,
                   fmt::format("flag `{}` is of type `{}` and cannot be permanent", *flag.key,
                               model::spelling(*flag.type)),
                   "write `expires:` with its last day; if it stays for good it is another type, "
                   "such as `config`, `permission` or `kill-switch`");
    if (model.policy.permanent) {
      finding.labels.push_back({model.policy.permanent_span, "the types that may be permanent"});
    }
  }
}

}  // namespace

const Rule permanent_not_allowed{
    {"EN209", "permanent-not-allowed", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
