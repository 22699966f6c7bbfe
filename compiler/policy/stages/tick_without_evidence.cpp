#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void judge_item(const model::Model& model, const Rule& rule, const model::ChecklistItem& item,
                report::Report& report) {
  if (!*item.done) return;
  if (!item.evidence) {
    report.add(rule.info, item.done.span,
               fmt::format("\"{}\" is ticked, but nothing shows it", *item.item),
               "name the record that shows it under `evidence:`, or set `done: false`");
    return;
  }
  if (!item.evidence->id) return;
  const model::Evidence& evidence = model.at(*item.evidence->id);
  if (*evidence.result == model::EvidenceResult::passed) return;
  auto& finding = report.add(rule.info, item.evidence->name.span,
                             fmt::format("\"{}\" is ticked, but its evidence `{}` says it failed",
                                         *item.item, *evidence.id),
                             "set `done: false` until a later record says that it passed");
  finding.labels.push_back({evidence.result.span, "failed here"});
}

void judge_gates(const model::Model& model, const Rule& rule, const std::vector<model::Gate>& gates,
                 report::Report& report) {
  for (const model::Gate& gate : gates) {
    for (const model::ChecklistItem& item : gate.items) judge_item(model, rule, item, report);
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      judge_gates(model, rule, stage.entry, report);
      judge_gates(model, rule, stage.exit, report);
    }
  }
  for (const model::Release& release : model.releases) {
    for (const model::NamedCheck& check : release.checks) {
      judge_item(model, rule, check.item, report);
    }
  }
}

}  // namespace

const Rule tick_without_evidence{
    {"EN403", "tick-without-evidence", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
