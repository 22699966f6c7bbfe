// /_ensign/findings.html, and what stands in place of every page until there is a site.
#pragma once

#include <string>

#include "preview/state.h"

namespace ensign::preview {

std::string findings_page(const State& state);

}  // namespace ensign::preview
