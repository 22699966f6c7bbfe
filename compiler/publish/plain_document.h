// bundles/<env>/flagd.json made again from what lies beside it: the bundle and its overlays.
#pragma once

#include <string>

#include "base/result.h"
#include "emit/file.h"

namespace ensign::publish {

// Overlays that cannot be read, or that the bundle lifts, count for nothing. Looks at no signature:
// the file is for readers that verify nothing, and a kill only ever gives them safe values.
Result<emit::OutFile> flagd_in(const std::string& folder, const std::string& environment);

}  // namespace ensign::publish
