// interop/: what other programs read, as `outputs:` of ensign.yaml lists it (docs/outputs.md).
#pragma once

#include "emit/file.h"
#include "seal/governed_model.h"

namespace ensign::emit {

OutFiles interop(const seal::GovernedModel& governed);

// The feeds and calendars that the site offers, with paths below site/: feeds/*.atom, calendar.ics,
// expiry.ics. The site is hosted alone, so it has its own, and `site: public` has less of them.
OutFiles subscriptions(const seal::GovernedModel& governed);

}  // namespace ensign::emit
