// Times of drills against what was agreed.
#pragma once

#include <optional>

#include "emit/page/state.h"
#include "emit/site/page.h"

namespace ensign::emit::pages {

// All phases together, in seconds.
std::int64_t taken_seconds(const model::Drill& drill);

// The recovery window of the playbook that was drilled, in seconds.
std::optional<std::int64_t> drill_window(const model::Model& model, const model::Drill& drill);

// `✓ inside`, `✕ outside`, and a dash where no window or no time is known.
State window_state(const model::Model& model, const model::Drill& drill);

// What was drilled: a level of the ladder, a plan, or a scenario in words.
Value drill_target(const Desk& desk, const model::Drill& drill);

// The rows of the partial `_drills.html`, the newest first.
Value::List drills_value(const Desk& desk, const std::vector<std::uint32_t>& drills);

}  // namespace ensign::emit::pages
