// "Did you mean": the known name nearest to what was written.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ensign {

// Optimal string alignment distance (insert, delete, replace, swap of neighbours), capped: anything
// above `limit` is reported as limit + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Those of `names` that can be what was meant, none when all are too far: the nearest ones, and of
// these the ones that begin like it; failing that, those that it is the beginning of. Upper and
// lower case, `-`, `_` and `.` count as the same.
std::vector<std::string_view> all_nearest(std::string_view written,
                                          std::span<const std::string_view> names);

// The first of all_nearest, or an empty view.
std::string_view nearest(std::string_view written, std::span<const std::string_view> names);

}  // namespace ensign
