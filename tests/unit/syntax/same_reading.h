// Are two trees equal to the last byte of every span?
#pragma once

#include <algorithm>

#include "syntax/yaml.h"

namespace ensign::syntax::testing {

inline bool same_reading(const Node& a, const Node& b) {
  const auto same_entry = [](const Entry& one, const Entry& other) {
    return one.key == other.key && one.key_span == other.key_span &&
           same_reading(one.value, other.value);
  };
  return a.kind == b.kind && a.plain == b.plain && a.refused == b.refused && a.span == b.span &&
         a.text == b.text && std::ranges::equal(a.items, b.items, same_reading) &&
         std::ranges::equal(a.entries, b.entries, same_entry);
}

}  // namespace ensign::syntax::testing
