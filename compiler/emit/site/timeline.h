// The stages of a plan on a line of days: for the picture and for the column `Start` of the table,
// so that both say the same.
#pragma once

#include <optional>
#include <vector>

#include "emit/page/value.h"
#include "model/model.h"

namespace ensign::emit::pages {

struct TimelineBar {
  const model::Stage* stage = nullptr;
  std::optional<std::int64_t> start;  // seconds from the start of the timeline; absent: not decided
  std::int64_t shortest = 0;          // seconds; 0 when the duration is not decided
  std::int64_t longest = 0;
};

struct Timeline {
  std::optional<Date>
      origin;  // absent: the first stage has no date, days are counted from its start
  std::vector<TimelineBar> bars;  // in the order of the plan
  std::int64_t length = 0;        // seconds up to the latest end; 0 when nothing can be drawn
};

Timeline timeline(const model::Plan& plan);

// Fields of the drawing: shown, width, height, label, ticks, bars, undecided, today.
Value timeline_value(const model::Plan& plan, Date today);

// "2026-10-01", "1 week after Pilot", "not decided".
std::string start_words(const model::Plan& plan, const model::Stage& stage);

}  // namespace ensign::emit::pages
