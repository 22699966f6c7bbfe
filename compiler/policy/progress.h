// How far a plan has come, read from the evidence of its gates. Rules and pages ask the same.
#pragma once

#include <cstdint>

#include "model/model.h"

namespace ensign::policy {

enum class Opening : std::uint8_t { open, passed, failed };

Opening opening(const model::Model& model, const model::Plan& plan, const model::Gate& gate);
bool all_passed(const model::Model& model, const model::Plan& plan,
                const std::vector<model::Gate>& gates);
// Ticked, and no evidence speaks against it.
bool item_is_done(const model::Model& model, const model::ChecklistItem& item);

struct Progress {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t total = 0;  // gates of the stage, entry and exit
  enum class Phase : std::uint8_t { waiting, under_way, complete } phase = Phase::waiting;
};

// A stage waits until all its entry gates have passed, and is complete when its exit gates have
// too. A stage without exit gates is never complete by itself.
Progress progress(const model::Model& model, const model::Plan& plan, const model::Stage& stage);

// The first stage that is not complete and not optional; nullptr when all are.
const model::Stage* current_stage(const model::Model& model, const model::Plan& plan);

}  // namespace ensign::policy
