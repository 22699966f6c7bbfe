// timestamp.json as a client looks at it.
#pragma once

#include <optional>

#include "client/bundle.h"
#include "client/mirror.h"
#include "client/state.h"
#include "model/root.h"

namespace ensign::client {

// What the mirror offers, signed by the role `timestamp`, and not older than what was seen. Nothing
// when it has none, or the root has no such role. One that is past is given back all the same: that
// it is past is told by standing_notes().
Checked<std::optional<KnownTimestamp>> fetch_timestamp(const Mirror& mirror, const State& state,
                                                       const model::Root& root, Instant now);

// Whether it speaks of this very bundle.
Checked<void> expect_same(const KnownTimestamp& timestamp, const CheckedBundle& bundle);

}  // namespace ensign::client
