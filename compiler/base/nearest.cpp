#include "base/nearest.h"

#include <algorithm>
#include <string>
#include <vector>

namespace ensign {
namespace {

constexpr std::size_t longest_compared = 120;

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_' || c == '.') c = '-';
  }
  return result;
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

std::string_view nearest(std::string_view written, std::span<const std::string_view> names) {
  const std::string wanted = folded(written);
  const std::size_t limit = wanted.size() <= 3 ? 1 : (wanted.size() <= 7 ? 2 : 3);
  std::string_view best;
  std::size_t best_distance = limit + 1;
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(wanted, folded(name), limit);
    if (distance < best_distance && distance < wanted.size()) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace ensign
