// Do two readings say the same, wherever it stands? Spans are not compared. Private to this room.
#pragma once

#include "syntax/markdown.h"
#include "syntax/yaml.h"

namespace ensign::syntax {

// The same values; members of mappings in the same order, because the order of variants counts.
bool same_value(const Node& a, const Node& b);

// The same, except that the members at the top may stand in another order.
bool same_fields(const Node& a, const Node& b);

bool same_prose(const Markdown& a, const Markdown& b);

}  // namespace ensign::syntax
