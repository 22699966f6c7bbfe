// Which operators say something about attributes of which type.
#pragma once

#include "base/json.h"
#include "model/words.h"

namespace ensign::model {

bool suits(AttributeType type, Operator op);

// equals, not_equals, in, not_in: their operands are values of the attribute.
bool compares_values(Operator op);

// As an operand; of a timestamp its text.
bool has_type(const Json& value, AttributeType type);

}  // namespace ensign::model
