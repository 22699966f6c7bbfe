#include "emit/site/timeline.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "emit/page/wording.h"

namespace ensign::emit::pages {
namespace {

constexpr std::int64_t day = 86'400, week = 7 * day;
constexpr int chart_width = 620, row_height = 30, axis_height = 26;
// A letter of the names' type is about this wide. A name that takes more than the most is cut: it
// stands whole in the table below.
constexpr int letter_width = 8;
constexpr std::size_t most_letters = 48;

const std::string& title_of(const model::Stage& stage) {
  return stage.title.empty() ? *stage.id : stage.title;
}

const model::Stage* find_stage(const model::Plan& plan, const std::string& id) {
  for (const model::Stage& stage : plan.stages) {
    if (*stage.id == id) return &stage;
  }
  return nullptr;
}

// Seconds since 1970 where there is a date, else since the start of the first stage. Every stage
// leans on an earlier one or on nothing, so a circle ends after as many steps as there are stages.
std::optional<std::int64_t> start_of_stage(const model::Plan& plan, const model::Stage& stage,
                                           bool dated, std::size_t steps) {
  if (stage.starts) return start_of(**stage.starts).seconds;
  if (stage.starts_after && steps > 0) {
    const model::Stage* other = find_stage(plan, **stage.starts_after);
    const auto start = other ? start_of_stage(plan, *other, dated, steps - 1) : std::nullopt;
    return start ? std::optional(*start + stage.starts_wait_seconds) : std::nullopt;
  }
  if (!dated && &stage == &plan.stages.front()) return 0;
  return std::nullopt;
}

std::string name_of(const model::Stage& stage) {
  const std::string& title = title_of(stage);
  if (code_point_count(title) <= most_letters) return title;
  std::size_t end = 0;
  for (std::size_t i = 1; i < most_letters; ++i) end += code_point_at(title, end).length;
  return title.substr(0, end) + "…";
}

// The chart begins behind the longest name.
int label_width(const Timeline& line) {
  std::size_t letters = 12;
  for (const TimelineBar& bar : line.bars) {
    letters = std::max(letters, code_point_count(name_of(*bar.stage)));
  }
  return letter_width * static_cast<int>(letters) + 12;
}

int across(const Timeline& line, std::int64_t seconds) {
  return static_cast<int>(seconds * chart_width / line.length);
}

Value::List ticks(const Timeline& line) {
  Value::List list;
  std::int64_t step = week;
  while (line.length / step > 9) step *= 2;
  const bool in_days = line.length < 2 * week;
  if (in_days) step = day * std::max<std::int64_t>(1, line.length / day / 7);
  for (std::int64_t at = 0; at < line.length; at += step) {
    std::string label;
    if (line.origin) {
      label = to_string(Date{line.origin->days + static_cast<std::int32_t>(at / day)}).substr(5);
    } else {
      label = in_days ? fmt::format("day {}", at / day + 1) : fmt::format("week {}", at / week + 1);
    }
    list.push_back(Value::map({{"x", label_width(line) + across(line, at)}, {"label", label}}));
  }
  return list;
}

Value bar_value(const Timeline& line, const TimelineBar& bar, int row) {
  const int top = axis_height + row * row_height;
  const int x = label_width(line) + across(line, bar.start.value_or(0));
  const int sure = std::max(3, across(line, bar.shortest));
  const int perhaps = across(line, bar.longest - bar.shortest);
  return Value::map({{"known", bar.start.has_value()},
                     {"label", name_of(*bar.stage)},
                     {"text_y", top + 19},
                     {"y", top + 7},
                     {"x", x},
                     {"width", sure},
                     {"more_x", x + sure},
                     {"more", perhaps},
                     {"note_x", label_width(line) + 4}});
}

}  // namespace

Timeline timeline(const model::Plan& plan) {
  Timeline line;
  const bool dated =
      std::any_of(plan.stages.begin(), plan.stages.end(),
                  [](const model::Stage& stage) { return stage.starts.has_value(); });
  std::optional<std::int64_t> first;
  for (const model::Stage& stage : plan.stages) {
    TimelineBar bar{&stage, start_of_stage(plan, stage, dated, plan.stages.size()), 0, 0};
    if (stage.duration) {
      bar.shortest = stage.duration->min_seconds;
      bar.longest = stage.duration->max_seconds;
    }
    if (bar.start) first = std::min(first.value_or(*bar.start), *bar.start);
    line.bars.push_back(bar);
  }
  const bool lasts = std::any_of(line.bars.begin(), line.bars.end(),
                                 [](const TimelineBar& bar) { return bar.longest > 0; });
  if (!first || !(dated || lasts)) return line;
  if (dated) line.origin = date_of(Instant{*first});
  for (TimelineBar& bar : line.bars) {
    if (!bar.start) continue;
    *bar.start -= *first;
    line.length = std::max(line.length, *bar.start + std::max(bar.longest, day));
  }
  return line;
}

Value timeline_value(const model::Plan& plan, Date today) {
  const Timeline line = timeline(plan);
  const int rows = static_cast<int>(line.bars.size());
  Value value = Value::map({{"shown", line.length > 0},
                            {"width", label_width(line) + chart_width},
                            {"height", axis_height + rows * row_height + 4},
                            {"bottom", axis_height + rows * row_height},
                            {"title", plan.title + ": stages over time"}});
  Value::List bars;
  if (line.length > 0) {
    for (int row = 0; row < rows; ++row) {
      bars.push_back(bar_value(line, line.bars[static_cast<std::size_t>(row)], row));
    }
  }
  value.set("ticks", line.length > 0 ? ticks(line) : Value::List());
  value.set("bars", std::move(bars));
  const std::int64_t since = line.origin ? std::int64_t{today.days - line.origin->days} * day : -1;
  const bool now = line.length > 0 && since >= 0 && since <= line.length;
  value.set("today", now);
  value.set("today_x", now ? label_width(line) + across(line, since) : 0);
  return value;
}

std::string start_words(const model::Plan& plan, const model::Stage& stage) {
  if (stage.starts) return to_string(**stage.starts);
  if (!stage.starts_after) return "not decided";
  const model::Stage* other = find_stage(plan, **stage.starts_after);
  const std::string& name = other ? title_of(*other) : **stage.starts_after;
  if (stage.starts_wait_seconds == 0) return "with " + name;
  return fmt::format("{} after the start of {}", duration_words(stage.starts_wait_seconds), name);
}

}  // namespace ensign::emit::pages
