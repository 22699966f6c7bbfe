// The calendars: expiry.ics, when flags and waivers end, and calendar.ics, releases, release days,
// maintenance, freezes, drills and reviews that are due.
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

enum class Readers : unsigned char { inside, everybody };

// Names only. Everybody gets calendar.ics alone, with releases and the calendar in it
// (docs/site.md, "A site for everybody").
OutFiles calendars(const model::Model& model, Readers readers);

}  // namespace ensign::emit
