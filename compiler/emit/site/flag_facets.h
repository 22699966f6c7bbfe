// By what flags are found: the columns that filters and lists share.
#pragma once

#include <string>
#include <vector>

#include "emit/site/page.h"

namespace ensign::emit::pages {

// How near the end of a flag is, in one word: overdue, soon (30 days), later, permanent, undated.
std::string_view end_word(const model::Flag& flag, Date today);

// The plan that drives the flag, and where that plan stands. A flag of several plans is found by
// the first. Without a plan both are null; with a plan that is complete the stage is.
struct FlagStage {
  const model::Plan* plan = nullptr;
  const model::Stage* stage = nullptr;
};
FlagStage stage_of(const Facts& facts, Id<model::Flag> id);

// "Pilot", "complete"; empty without a plan.
std::string stage_words(const FlagStage& of);

// What a program asks for: on, part, off, absent.
std::string_view state_name(const State& state);

// One list of flags that have something in common: all of one owner, one type …
struct FlagList {
  std::string_view facet;            // owner, type, risk, stage, scope, area
  std::string value;                 // `team-web`
  std::string title;                 // "Web"
  std::size_t part = 1, parts = 1;   // long lists are cut
  std::vector<std::uint32_t> flags;  // indices, in the order of keys
};

// At most so many flags stand in one table or list.
inline constexpr std::size_t most_rows = 1'000;

std::vector<FlagList> flag_lists(const Facts& facts);
// The page of the first part.
std::string list_path(std::string_view facet, std::string_view value);
std::string list_path(const FlagList& list);

}  // namespace ensign::emit::pages
