// JSON text of somebody else as our values: roots of trust, bundles that were published, documents
// to be imported.
#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace ensign::syntax {

// RFC 8259, and stricter: no name twice in one object, at most 64 levels, numbers within 64 bits.
Result<Json> parse_strict(std::string_view text);

}  // namespace ensign::syntax
