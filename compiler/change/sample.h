// Enough values of an attribute to stand for all of them: whatever a caller passes, one of the
// sample fulfils the same atoms. Values of another type than the declared one are the caller's
// mistake and not looked at; nor is a list, of which `contains` would ask for a member.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "change/atom.h"
#include "model/config.h"

namespace ensign::change {

// What an attribute may be.
struct Domain {
  model::AttributeType type = model::AttributeType::string;
  std::vector<Json> values;         // the declared set; empty when it is open
  bool required = false;            // never missing, and never empty unless a test asks for that
  std::optional<Instant> earliest;  // of `now`: no moment before this one is of interest
};

Domain domain_of(const model::Attribute& attribute);
Domain domain_of_clock(std::optional<Instant> earliest);
Domain domain_of_unit();

// Without repetitions, constants of the atoms first, null (missing) last. Nothing when the atoms
// ask for more than can be told apart here: too many parts of texts, numbers that a double cannot
// hold, versions longer than clients read.
std::optional<std::vector<Json>> sample(const Domain& domain, std::span<const Atom> atoms);

namespace detail {  // sample_text.cpp, sample_version.cpp; values may repeat

std::optional<std::vector<Json>> sample_texts(bool required, std::span<const Atom> atoms);
std::optional<std::vector<Json>> sample_versions(std::span<const Atom> atoms);
// The operands of equality and membership.
std::vector<Json> constants(std::span<const Atom> atoms);

}  // namespace detail

}  // namespace ensign::change
