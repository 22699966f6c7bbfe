// What a person is asked to agree to, counted and grouped: records that change in the same way are
// one group, however many they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/signing.h"

namespace ensign::driver::signing {

struct ChangeGroup {
  std::vector<std::string> told;  // what changes, line by line
  std::optional<model::Direction> direction;
  std::vector<std::string> subjects;  // sorted
};

// In the order of the first subject of each.
std::vector<ChangeGroup> change_groups(const Sides& sides, const Draft& draft);

// "2 records: 1 exposes more, 1 exposes less".
std::string count_words(const std::vector<ChangeGroup>& groups);

std::string direction_words(model::Direction direction);

// `sha256:…`, or `absent`.
std::string content_words(const std::optional<crypto::Sha256>& content);

}  // namespace ensign::driver::signing
