#include "emit/site/occurrences.h"

#include <algorithm>

namespace ensign::emit::pages {
namespace {

std::int64_t step_of(const model::CalendarEntry& entry) {
  return std::max<std::int64_t>(1, *entry.every_seconds / 86'400);
}

}  // namespace

Date next_day(const model::CalendarEntry& entry, Date day) {
  const std::int64_t since = std::int64_t{day.days} - entry.first->days;
  if (since <= 0) return *entry.first;
  const std::int64_t step = step_of(entry);
  const std::int64_t steps = (since + step - 1) / step;
  return Date{static_cast<std::int32_t>(entry.first->days + steps * step)};
}

std::vector<Date> days_of(const model::CalendarEntry& entry, Date first, Date last) {
  std::vector<Date> days;
  for (Date day = next_day(entry, first); day <= last;
       day = Date{static_cast<std::int32_t>(day.days + step_of(entry))}) {
    days.push_back(day);
  }
  return days;
}

}  // namespace ensign::emit::pages
