// What the preview adds to the site's own files: `compiler/preview/assets/`.
#pragma once

#include <span>

#include "base/embedded.h"

namespace ensign::preview {

std::span<const EmbeddedFile> embedded_assets();

}  // namespace ensign::preview
