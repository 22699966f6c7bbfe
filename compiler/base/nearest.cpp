#include "base/nearest.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace ensign {
namespace {

constexpr std::size_t longest_compared = 120;
constexpr std::size_t shortest_beginning = 3;

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_' || c == '.') c = '-';
  }
  return result;
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit || b.size() > longest_compared) return limit + 1;
  std::vector<std::size_t> before(a.size() + 1), row(a.size() + 1), next(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    next[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replace = row[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[i] = std::min({replace, row[i] + 1, next[i - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[i] = std::min(next[i], before[i - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return std::min(row[a.size()], limit + 1);
}

std::vector<std::string_view> all_nearest(std::string_view written,
                                          std::span<const std::string_view> names) {
  const std::string wanted = folded(written);
  const std::size_t limit = wanted.size() <= 3 ? 1 : (wanted.size() <= 7 ? 2 : 3);
  std::vector<std::string_view> best;
  std::size_t least = limit, longest = 0;  // distance, common beginning
  for (const std::string_view name : names) {
    const std::string known = folded(name);
    const std::size_t distance = edit_distance(wanted, known, limit);
    if (distance > least || distance >= wanted.size()) continue;
    const std::size_t common = common_beginning(wanted, known);
    if (distance < least || common > longest || best.empty()) {
      best.clear();
      least = distance;
      longest = common;
    }
    if (common == longest) best.push_back(name);
  }
  if (!best.empty() || wanted.size() < shortest_beginning) return best;
  std::ranges::copy_if(names, std::back_inserter(best),
                       [&](std::string_view name) { return folded(name).starts_with(wanted); });
  return best;
}

std::string_view nearest(std::string_view written, std::span<const std::string_view> names) {
  const auto all = all_nearest(written, names);
  return all.empty() ? std::string_view() : all.front();
}

}  // namespace ensign
