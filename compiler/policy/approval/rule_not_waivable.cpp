#include <fmt/format.h>

#include "policy/catalogue.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// Why a rule binds everybody, and what to do instead; empty for one that may be waived.
std::string_view reason(const report::RuleInfo& waived) {
  if (waived.rule_class == report::RuleClass::unsound) {
    return "mend what it finds: nothing can be built from what cannot be read or leads nowhere";
  }
  if (waived.id.starts_with("EN3")) return "ask for the approvals: a waiver cannot stand for one";
  return {};
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Waiver& waiver : model.waivers) {
    const report::RuleInfo* waived = find_rule(*waiver.rule);
    if (waived == nullptr) continue;
    const std::string_view why = reason(*waived);
    if (why.empty()) continue;
    report.add(rule.info, waiver.rule.span,
               fmt::format("{} {} cannot be waived", waived->id, waived->name), std::string(why));
  }
}

}  // namespace

const Rule rule_not_waivable{
    {"EN302", "rule-not-waivable", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
