#include <fmt/format.h>
#include <vector>

#include "model/names.h"
#include "policy/catalogue.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  std::vector<std::string_view> ids;
  for (const report::RuleInfo* each : all_rules()) ids.push_back(each->id);
  for (const model::Waiver& waiver : model.waivers) {
    if (waiver.rule->empty() || find_rule(*waiver.rule) != nullptr) continue;
    report.add(rule.info, waiver.rule.span, fmt::format("there is no rule `{}`", *waiver.rule),
               model::suggestion(*waiver.rule, ids,
                                 "write the id that stands behind the finding, such as `EN201`"));
  }
}

}  // namespace

const Rule waived_rule_unknown{
    {"EN301", "waived-rule-unknown", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
