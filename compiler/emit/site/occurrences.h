// The days on which something that comes again falls.
#pragma once

#include <vector>

#include "model/calendar.h"

namespace ensign::emit::pages {

// From `first` to `last`, both included. An entry comes every whole number of days: what `every`
// says below a day counts as one day.
std::vector<Date> days_of(const model::CalendarEntry& entry, Date first, Date last);

// The first of them on or after `day`.
Date next_day(const model::CalendarEntry& entry, Date day);

}  // namespace ensign::emit::pages
