#include "eval/fractional.h"

#include <algorithm>
#include <cmath>

namespace ensign::eval {

std::optional<double> bucket_weight(View entry) {
  if (!entry.is_array() || entry.items().empty() || entry.items().size() > 2) return std::nullopt;
  const View variant = entry.items()[0];
  if (variant.is_array() || variant.is_object()) return std::nullopt;
  if (entry.items().size() == 1) return 1;
  const View weight = entry.items()[1];
  if (!weight.is_number()) return std::nullopt;
  const double value = weight.as_number();
  if (!std::isfinite(value) || value != std::trunc(value)) return std::nullopt;
  return std::max(value, 0.0);
}

}  // namespace ensign::eval
