// What stands around the content of every page: navigation, breadcrumbs, footer.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

// The page's own fields with those of the frame added; the frame's names are root, page_title,
// deep, internal, heading, description, kind, project, navigation, neighbours, crumbs, as_of,
// commit, dirty, subscriptions.
Value framed(const Facts& facts, Page page);

}  // namespace ensign::emit::pages
