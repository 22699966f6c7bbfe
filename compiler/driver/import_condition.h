// Conditions made by hand: built, joined without what they say twice, and written as YAML.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/condition.h"

namespace ensign::driver {

model::Condition make_test(std::string attribute, model::Operator op, std::vector<Json> operands);
model::Condition make_exists(std::string attribute, bool exists);
model::Condition make_segment_test(std::string attribute, std::string segment);

// The opposite; a negation of a negation is what it was.
model::Condition make_not(model::Condition condition);

// At least one member. A member of the same kind is merged, one that is implied by another is left
// out: that `A` is there, where another test of `A` asks for it anyway.
model::Condition make_all(std::vector<model::Condition> members);
model::Condition make_any(std::vector<model::Condition> members);

// Attributes without which the condition cannot hold.
std::set<std::string> required_attributes(const model::Condition& condition);

// Attributes that must be there, and not be the empty text, for the condition to hold.
std::set<std::string> filled_attributes(const model::Condition& condition);

// Every attribute it asks for; not the clock.
void collect_attributes(const model::Condition& condition, std::set<std::string>& into);

// A flow mapping: `{ user.email: { ends_with: "@example.com" } }`.
std::string condition_text(const model::Condition& condition);

}  // namespace ensign::driver
