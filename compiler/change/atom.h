// One test on one attribute as a question about its value. Conditions are made of these (and of
// all, any, not and segments), so who fulfils the same atoms is treated alike.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/condition.h"

namespace ensign::change {

struct Atom {
  std::string attribute;
  // Absent for the guard of a split: there, and not the empty text.
  std::optional<model::Operator> op;
  std::vector<Json> operands;  // moments are Unix seconds already
};

// Of a test other than in_segment and not_in_segment.
Atom atom_of(const model::Condition& test);
Atom present(std::string attribute);
Atom filled(std::string attribute);

// Equal for atoms that ask the same.
std::string key_of(const Atom& atom);

// What the lowered test says of that value (docs/lowering.md, "Conditions"); null is a missing one.
bool holds(const Atom& atom, const Json& value);

// A whole or broken number; nothing for anything else.
std::optional<double> number_of(const Json& value);

}  // namespace ensign::change
