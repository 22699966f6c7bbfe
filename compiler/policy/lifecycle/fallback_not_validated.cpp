#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!flag.fallback || !flag.fallback->validated_by || !flag.fallback->validated_by->id)
      continue;
    const model::Evidence& evidence = model.at(*flag.fallback->validated_by->id);
    if (*evidence.result == model::EvidenceResult::passed) continue;
    auto& finding =
        report.add(rule.info, flag.fallback->validated_by->name.span,
                   fmt::format("the fallback of flag `{}` was tried and failed", *flag.key),
                   "mend the fallback and try it again before the feature is turned on");
    finding.labels.push_back({evidence.result.span, "failed here"});
  }
}

}  // namespace

const Rule fallback_not_validated{
    {"EN218", "fallback-not-validated", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
