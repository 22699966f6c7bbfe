#include "lower/plain_value.h"

#include <algorithm>
#include <string_view>

namespace ensign::lower {
namespace {

constexpr std::size_t longest = 1000;
constexpr std::string_view marks = "%+,-./:=@_";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> plain_value(const Json& value) {
  if (value.is_null() || value.array_items() != nullptr || value.members() != nullptr) {
    return std::nullopt;
  }
  if (value.string() == nullptr) return canonical(value);
  if (value.string()->size() > longest || !std::ranges::all_of(*value.string(), is_plain)) {
    return std::nullopt;
  }
  return *value.string();
}

}  // namespace ensign::lower
