// What a flag's change does to those whom it serves: two records of one flag and environment side
// by side, no opinion about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/model.h"

namespace ensign::change {

// Names of `governs` that differ, and `serves` when clients would evaluate something else. Sorted.
// `before` is null for a flag that is new; then all of them.
std::vector<std::string> touched_fields(const Json& before, const Json& after);

// `less` only when it is proven: nothing but `serves` differs, and in every region of contexts
// where the value changes it becomes the fallback that both records name. Everything else is
// `more`. `config` declares the attributes (both records are read with its types). A record is
// ensign-record/1 of record/record.h; `evaluators` are the shared ones that both may refer to, an
// object by name.
model::Direction direction(const Json& before, const Json& after, const Json& evaluators,
                           const model::Config& config);

}  // namespace ensign::change
