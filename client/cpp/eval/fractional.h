#pragma once
// The reading of `fractional` buckets, shared by the compiler (constant buckets) and the
// interpreter (computed ones). A bucket is [variant] or [variant, weight]: the variant a string,
// number, boolean or null, the weight an integer, 1 if absent; below zero counts as zero.

#include <cstdint>
#include <optional>

#include "eval/value.h"

namespace ensign::eval {

// The sum of the weights of a `fractional` may not be larger.
inline constexpr std::uint32_t largest_total_weight = 2'147'483'647;

// The weight of one entry; none when the entry is not a bucket.
std::optional<double> bucket_weight(View entry);

}  // namespace ensign::eval
