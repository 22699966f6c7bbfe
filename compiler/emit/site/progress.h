// How far a plan has come, for people.
#pragma once

#include "emit/page/state.h"
#include "emit/site/page.h"
#include "policy/progress.h"

namespace ensign::emit::pages {

using policy::Opening;
using policy::Progress;

State opening_state(Opening opening);
State progress_state(const Progress& progress);

// What the gate asks, in words: "error-rate rises by at most 0.1 percentage points …".
std::string gate_words(const model::Model& model, const model::Plan& plan, const model::Gate& gate);

// Where the plan stands: {words, link}. "now at" a stage, or "waits for" one whose entry gates have
// not passed.
Value standing_value(const Desk& desk, const model::Plan& plan);

// Fields: title, asks, state, items, evidence, role.
Value gate_value(const Desk& desk, const model::Plan& plan, const model::Gate& gate);

}  // namespace ensign::emit::pages
