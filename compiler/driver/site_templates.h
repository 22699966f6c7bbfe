// The repository's own templates, which win over those that are built in.
#pragma once

#include "emit/file.h"
#include "model/model.h"
#include "source/snapshot.h"

namespace ensign::driver {

emit::OutFiles site_templates(const source::Snapshot& snapshot, const model::Layout& layout);

}  // namespace ensign::driver
