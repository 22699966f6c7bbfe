// A flag as a row of the table of flags, which stands on the list of all flags and on those of the
// areas.
#pragma once

#include <span>

#include "emit/site/page.h"

namespace ensign::emit::pages {

// What needs a person first, then what ends soonest.
std::vector<std::uint32_t> by_urgency(const Facts& facts, std::vector<std::uint32_t> flags);
bool needs_person(const Facts& facts, std::uint32_t flag);

// Fields of the partial `_flags.html`: {environments, rows}.
Value flag_table(const Desk& desk, std::span<const std::uint32_t> flags);

// The choices of the form that filters these flags: {owners, types, risks, stages, environments}.
Value filter_value(const Desk& desk, std::span<const std::uint32_t> flags);

}  // namespace ensign::emit::pages
