// "Did you mean": the known name nearest to what was written.
#pragma once

#include <span>
#include <string_view>

namespace ensign {

// Optimal string alignment distance (insert, delete, replace, swap of neighbours), capped: anything
// above `limit` is reported as limit + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The nearest of `names`, or an empty view when none is close enough to be what was meant. Upper
// and lower case, `-`, `_` and `.` count as the same. Ties go to the name listed first.
std::string_view nearest(std::string_view written, std::span<const std::string_view> names);

}  // namespace ensign
