// Sorting that leaves equal items in their order. The one of libstdc++ 12 asks the library for
// memory in a way that the library calls deprecated, which clang takes for our fault.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace ensign {

template <typename Item, typename Less>
void stable_sort(std::vector<Item>& items, Less less) {
  std::vector<std::pair<Item, std::size_t>> placed;
  placed.reserve(items.size());
  for (Item& item : items) placed.emplace_back(std::move(item), placed.size());
  std::ranges::sort(placed, [&](const auto& a, const auto& b) {
    if (less(a.first, b.first)) return true;
    return !less(b.first, a.first) && a.second < b.second;
  });
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = std::move(placed[i].first);
}

}  // namespace ensign
