// The one judgement over what a source offers: memory, directory, work tree, index and commit all
// come through here, so an entry that one of them refuses is refused by all.
#pragma once

#include "source/listing.h"
#include "source/world.h"

namespace ensign::source {

// A refused entry stays in the snapshot as an empty file under its shown path, so that its finding
// has a place; all other files are kept. Everything below a folder whose name is at fault is one
// refused entry.
Frozen validate(Listing listing, Origin origin, Instant as_of);

}  // namespace ensign::source
