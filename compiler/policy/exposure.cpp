#include "policy/exposure.h"

#include <algorithm>

namespace ensign::policy {

std::optional<std::uint32_t> safe_variant(const model::Flag& flag) {
  if (flag.fallback) return flag.fallback->variant;
  for (std::size_t i = 0; i < flag.variants.size(); ++i) {
    const bool* value = flag.variants[i].value.boolean();
    if (value != nullptr && !*value) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

bool serves_all(const model::Serve& serve, std::uint32_t variant) {
  return std::ranges::any_of(serve.shares, [&](const model::Share& share) {
    return share.variant == variant && share.weight == 100'000;
  });
}

bool is_production(const model::Model& model, const model::FlagEnvironment& environment) {
  const auto& all = model.config.environments;
  if (!environment.index) return false;
  if (std::ranges::any_of(all, &model::Environment::is_protected)) {
    return all[*environment.index].is_protected;
  }
  return *environment.index + 1 == all.size();
}

}  // namespace ensign::policy
