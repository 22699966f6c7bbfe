#include "policy/progress.h"

#include <algorithm>

namespace ensign::policy {
namespace {

using model::GateType;

const model::Evidence* evidence_of(const model::Model& model,
                                   const std::optional<model::Ref<model::Evidence>>& ref) {
  return ref && ref->id ? &model.at(*ref->id) : nullptr;
}

Opening stage_opening(const model::Model& model, const model::Plan& plan, const model::Gate& gate) {
  for (const model::Stage& stage : plan.stages) {
    if (!gate.stage || *stage.id != **gate.stage) continue;
    // Only gates that are opened by evidence are asked here, so that two stages that wait for each
    // other end in `open`.
    const bool complete =
        !stage.exit.empty() &&
        std::all_of(stage.exit.begin(), stage.exit.end(), [&](const auto& g) {
          return *g.type != GateType::stage && opening(model, plan, g) == Opening::passed;
        });
    return complete ? Opening::passed : Opening::open;
  }
  return Opening::open;
}

}  // namespace

bool all_passed(const model::Model& model, const model::Plan& plan,
                const std::vector<model::Gate>& gates) {
  return std::all_of(gates.begin(), gates.end(), [&](const model::Gate& gate) {
    return opening(model, plan, gate) == Opening::passed;
  });
}

bool item_is_done(const model::Model& model, const model::ChecklistItem& item) {
  const model::Evidence* evidence = evidence_of(model, item.evidence);
  return *item.done && (!evidence || *evidence->result == model::EvidenceResult::passed);
}

Opening opening(const model::Model& model, const model::Plan& plan, const model::Gate& gate) {
  if (const model::Evidence* evidence = evidence_of(model, gate.evidence)) {
    return *evidence->result == model::EvidenceResult::passed ? Opening::passed : Opening::failed;
  }
  if (*gate.type == GateType::stage) return stage_opening(model, plan, gate);
  const bool done = *gate.type == GateType::checklist && !gate.items.empty() &&
                    std::all_of(gate.items.begin(), gate.items.end(),
                                [&](const auto& item) { return item_is_done(model, item); });
  return done ? Opening::passed : Opening::open;
}

Progress progress(const model::Model& model, const model::Plan& plan, const model::Stage& stage) {
  Progress result;
  for (const auto* gates : {&stage.entry, &stage.exit}) {
    for (const model::Gate& gate : *gates) {
      ++result.total;
      const Opening found = opening(model, plan, gate);
      if (found == Opening::passed) ++result.passed;
      if (found == Opening::failed) ++result.failed;
    }
  }
  if (!all_passed(model, plan, stage.entry) || stage.entry.empty()) return result;
  const bool complete = !stage.exit.empty() && all_passed(model, plan, stage.exit);
  result.phase = complete ? Progress::Phase::complete : Progress::Phase::under_way;
  return result;
}

const model::Stage* current_stage(const model::Model& model, const model::Plan& plan) {
  for (const model::Stage& stage : plan.stages) {
    const bool complete = progress(model, plan, stage).phase == Progress::Phase::complete;
    if (!complete && !stage.optional) return &stage;
  }
  return nullptr;
}

}  // namespace ensign::policy
