// How far a plan has come, read from the evidence of its gates.
#pragma once

#include "emit/page/state.h"
#include "emit/site/page.h"

namespace ensign::emit::pages {

enum class Opening : std::uint8_t { open, passed, failed };

Opening opening(const Facts& facts, const model::Plan& plan, const model::Gate& gate);
bool item_is_done(const Facts& facts, const model::ChecklistItem& item);
State opening_state(Opening opening);

struct Progress {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t total = 0;  // gates of the stage, entry and exit
  enum class Phase : std::uint8_t { waiting, under_way, complete } phase = Phase::waiting;
};

// A stage waits until all its entry gates have passed, and is complete when its exit gates have
// too. A stage without exit gates is never complete by itself.
Progress progress(const Facts& facts, const model::Plan& plan, const model::Stage& stage);
State progress_state(const Progress& progress);

// The first stage that is not complete and not optional; nullptr when all are.
const model::Stage* current_stage(const Facts& facts, const model::Plan& plan);

// What the gate asks, in words: "error-rate rises by at most 0.1 percentage points …".
std::string gate_words(const model::Model& model, const model::Plan& plan, const model::Gate& gate);

// Fields: title, asks, state, items, evidence, role.
Value gate_value(const Desk& desk, const model::Plan& plan, const model::Gate& gate);

}  // namespace ensign::emit::pages
