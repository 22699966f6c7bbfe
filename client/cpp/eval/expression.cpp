#include "eval/expression.h"

#include <charconv>

namespace ensign::eval {

std::uint32_t index_of_segment(std::string_view name) {
  if (name.empty() || (name.size() > 1 && name[0] == '0')) return not_an_index;
  std::uint32_t index = 0;
  const char* end = name.data() + name.size();
  const auto result = std::from_chars(name.data(), end, index);
  return result.ec == std::errc() && result.ptr == end ? index : not_an_index;
}

Injected injected_by(std::string_view path) {
  constexpr std::string_view root = "$flagd";
  if (path.empty()) return Injected::whole_scope;
  if (!path.starts_with(root)) return Injected::none;
  path.remove_prefix(root.size());
  if (path.empty()) return Injected::all;
  if (path == ".flagKey") return Injected::flag_key;
  if (path == ".timestamp") return Injected::timestamp;
  return path.starts_with('.') ? Injected::unknown : Injected::none;
}

}  // namespace ensign::eval
