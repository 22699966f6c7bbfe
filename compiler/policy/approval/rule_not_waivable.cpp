#include <fmt/format.h>

#include "policy/catalogue.h"
#include "policy/rules.h"
#include "policy/waiving.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Waiver& waiver : model.waivers) {
    const report::RuleInfo* waived = find_rule(*waiver.rule);
    if (waived == nullptr) continue;
    const std::string_view why = binds_everybody(*waived);
    if (why.empty()) continue;
    report.add(rule.info, waiver.rule.span,
               fmt::format("{} {} cannot be waived", waived->id, waived->name), std::string(why));
  }
}

}  // namespace

const Rule rule_not_waivable{
    {"EN302", "rule-not-waivable", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
