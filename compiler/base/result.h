// Failures of the world: disk, Git, keys. A user's mistake is never a Failure but a finding
// (report/finding.h), and a bug of ours is an assertion.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace ensign {

struct Failure {
  std::string message;  // what happened, lower case, no full stop
  std::string help;     // what to do about it; may be empty
};

template <typename T>
using Result = std::expected<T, Failure>;

std::unexpected<Failure> failure(std::string message, std::string help = {});

}  // namespace ensign

// Unwraps a Result or returns its failure from the enclosing function. The inner helper makes the
// same spelling work for Result<void> and for move-only values.
#define TRY(...)                                                            \
  __extension__({                                                           \
    auto&& try_result = (__VA_ARGS__);                                      \
    if (!try_result) return std::unexpected(std::move(try_result).error()); \
    *std::move(try_result);                                                 \
  })
