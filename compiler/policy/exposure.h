// What a flag serves, seen from its safe side.
#pragma once

#include <optional>

#include "model/model.h"

namespace ensign::policy {

// The variant that is safe: what the flag falls back to, or else the first whose value is `false`.
std::optional<std::uint32_t> safe_variant(const model::Flag& flag);

// Whether everybody gets this variant.
bool serves_all(const model::Serve& serve, std::uint32_t variant);

// Whether the environment is one where real users are: a protected one, or, where none is
// protected, the last in the order of promotion.
bool is_production(const model::Model& model, const model::FlagEnvironment& environment);

}  // namespace ensign::policy
