// in: membership of an array, or a part of a text.

#include <algorithm>
#include <numeric>

#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

// Knuth, Morris, Pratt (1977): linear also for needles and haystacks made to be slow.
bool contains_long(std::string_view haystack, std::string_view needle, Arena& arena) {
  auto* fallback = arena.allocate<std::uint32_t>(needle.size());
  fallback[0] = 0;
  std::uint32_t matched = 0;
  for (std::size_t i = 1; i < needle.size(); ++i) {
    while (matched != 0 && needle[i] != needle[matched]) matched = fallback[matched - 1];
    if (needle[i] == needle[matched]) ++matched;
    fallback[i] = matched;
  }
  matched = 0;
  for (const char c : haystack) {
    while (matched != 0 && c != needle[matched]) matched = fallback[matched - 1];
    if (c == needle[matched]) ++matched;
    if (matched == needle.size()) return true;
  }
  return false;
}

bool contains(std::string_view haystack, std::string_view needle, Workspace& workspace) {
  constexpr std::size_t short_needle = 16;
  if (needle.size() > haystack.size() || !workspace.spend(haystack.size() / 8)) return false;
  if (needle.size() <= short_needle) return haystack.find(needle) != std::string_view::npos;
  return contains_long(haystack, needle, workspace.arena());
}

bool is_member(View wanted, std::span<const View> items, Workspace& workspace) {
  if (!workspace.spend(items.size() / 8)) return false;
  return std::ranges::any_of(
      items, [&](const View& item) { return strictly_equal(wanted, item, workspace); });
}

}  // namespace

View evaluate_in(Interpreter& run, const Expression& expression, const Scope& scope) {
  const View wanted = run.child(expression, 0, scope);
  const View among = run.child(expression, 1, scope);
  if (expression.count < 2 || !truthy(among)) return View::boolean(false);
  if (among.is_array()) return View::boolean(is_member(wanted, among.items(), run.workspace()));
  if (!among.is_string()) return View::boolean(false);
  const std::string_view text = to_text(wanted, run.workspace());
  return View::boolean(contains(among.as_string(), text, run.workspace()));
}

}  // namespace ensign::eval
