#include "trust/protection.h"

#include <algorithm>

namespace ensign::trust {

bool is_protected(const model::Model& model, std::uint32_t environment) {
  const model::Environment& one = model.config.environments[environment];
  if (model.roots.empty() || !one.is_protected) return false;
  return std::ranges::none_of(model.policy.unprotected,
                              [&](const auto& name) { return *name == *one.name; });
}

}  // namespace ensign::trust
