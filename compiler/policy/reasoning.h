// What the rules about rules have in common: an example in words, and what cannot be told.
#pragma once

#include <string>

#include "change/served.h"
#include "change/witness.h"

namespace ensign::policy {

// "with `plan: team`, without `user.email`, at 2026-10-01T00:00:00Z"; "for anybody" where nothing
// matters.
std::string in_words(const change::Witness& example);

// Read whole, so that what its rules amount to can be told.
bool is_readable(const model::Flag& flag);

// Does it hold a test that value-undeclared speaks about, in a segment too?
bool asks_for_undeclared(const model::Model& model, const model::Condition& condition);

// Is that test, of an attribute with declared values, one that none of them fulfils? Equality with
// such a value was refused when the file was read.
bool is_undeclared(const model::Model& model, const model::Condition& test);

// Is it a condition that nobody can fulfil?
bool never_holds(const model::Model& model, const model::Condition& condition);

}  // namespace ensign::policy
