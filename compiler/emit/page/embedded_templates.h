// The templates, style sheet and icon that come with the binary: `site-templates/` of this source
// tree.
#pragma once

#include <span>

#include "base/embedded.h"

namespace ensign::emit {

std::span<const EmbeddedFile> embedded_templates();

}  // namespace ensign::emit
