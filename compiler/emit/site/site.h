// site/: the static governance site, one HTML file per thing, relative links only; it reads the
// same without its one script. `site: public` leaves out what is not for everybody (docs/site.md).
#pragma once

#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "emit/file.h"
#include "seal/governed_model.h"

namespace ensign::emit {

// `pages` are the rule pages; `overrides` the repository's own site-templates; `subscriptions` the
// feeds and calendars that are part of the site, with paths below it.
Result<OutFiles> site(const seal::GovernedModel& governed, std::span<const EmbeddedFile> pages,
                      std::span<const OutFile> overrides, unsigned threads = 1,
                      std::span<const OutFile> subscriptions = {});

}  // namespace ensign::emit
