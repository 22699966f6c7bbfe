#pragma once
// How JsonLogic reads one kind of value as another: the rules of ECMAScript as json-logic-js
// applies them, with its own truth of empty arrays. Text is compared by bytes, which orders code
// points.

#include <compare>
#include <string_view>

#include "eval/value.h"
#include "eval/workspace.h"

namespace ensign::eval {

// False: null, false, 0, NaN, "" and []; everything else is true.
bool truthy(View value);

// `Number(value)`.
double to_number(View value, Workspace& workspace);

// `parseFloat(value)`, which `+` and `*` use.
double to_leading_number(View value, Workspace& workspace);

// `String(value)`: arrays as their items joined by commas, objects as "[object Object]".
std::string_view to_text(View value, Workspace& workspace);

// What `Array.prototype.join` makes of one item: as `to_text`, but null is empty.
std::string_view to_joined_text(View value, Workspace& workspace);

// `===`; containers are equal only to themselves.
bool strictly_equal(View left, View right, Workspace& workspace);

// `==`.
bool loosely_equal(View left, View right, Workspace& workspace);

// The order that `<` and `>` see; unordered when a side is not a number.
std::partial_ordering compare(View left, View right, Workspace& workspace);

}  // namespace ensign::eval
