// What a flag serves to many users who differ in one attribute.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "eval/ruleset.h"
#include "model/model.h"

namespace ensign::policy {

inline constexpr std::int64_t simulated_users = 10'000;

// How many of the simulated users get each variant of the flag, or why one of them cannot be
// answered. They are `user-0` to `user-9999`, always the same: values of the attribute `over`, in a
// context that is otherwise `context`.
std::expected<std::vector<std::int64_t>, std::string> distribution_of(
    const model::Flag& flag, Json context, std::string_view over, const eval::Ruleset& ruleset,
    const eval::Settings& settings);

}  // namespace ensign::policy
