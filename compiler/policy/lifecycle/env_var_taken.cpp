#include <fmt/format.h>
#include <map>
#include <string_view>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  std::map<std::string_view, const model::Flag*> readers;
  for (const model::Flag& flag : model.flags) {
    if (!flag.env_var) continue;
    const auto [first, fresh] = readers.try_emplace(**flag.env_var, &flag);
    if (fresh) continue;
    auto& finding = report.add(rule.info, flag.env_var->span,
                               fmt::format("`{}` and `{}` are switched by one variable, `{}`",
                                           *first->second->key, *flag.key, **flag.env_var),
                               "give each flag a variable of its own");
    finding.labels.push_back({first->second->env_var->span, "taken here"});
  }
}

}  // namespace

const Rule env_var_taken{
    {"EN213", "env-var-taken", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
