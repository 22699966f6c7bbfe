// map, reduce, filter, all, none, some, merge. Their logic sees one element as its whole scope.

#include <algorithm>

#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

View map(Interpreter& run, const Expression& expression, std::span<const View> items) {
  View* results = run.arena().allocate<View>(items.size());
  for (std::size_t i = 0; i < items.size() && !run.workspace().failed(); ++i) {
    results[i] = run.child(expression, 1, {items[i]});
  }
  return View::array(results, items.size());
}

View filter(Interpreter& run, const Expression& expression, std::span<const View> items) {
  View* kept = run.arena().allocate<View>(items.size());
  std::size_t count = 0;
  for (const View& item : items) {
    if (run.workspace().failed()) break;
    if (truthy(run.child(expression, 1, {item}))) kept[count++] = item;
  }
  return View::array(kept, count);
}

// The scope of a step is an object of its own, as a step may keep it in its result.
View reduce(Interpreter& run, const Expression& expression, std::span<const View> items,
            View accumulator) {
  constexpr std::uint64_t scope_steps = 2 * sizeof(Member) / 16;
  for (const View& item : items) {
    if (!run.workspace().spend(scope_steps)) break;
    Member* members = allocate_members(run.arena(), 2);
    members[0] = {"current", item};
    members[1] = {"accumulator", accumulator};
    accumulator = run.child(expression, 1, {View::object(members, 2)});
  }
  return accumulator;
}

// Whether some item's truth is `wanted`; of no items, none.
bool any_is(Interpreter& run, const Expression& expression, std::span<const View> items,
            bool wanted) {
  return std::ranges::any_of(items, [&](const View& item) {
    return !run.workspace().failed() && truthy(run.child(expression, 1, {item})) == wanted;
  });
}

View merge(Interpreter& run, const Expression& expression, const Scope& scope) {
  const std::span<const View> arguments = run.children(expression, scope);
  std::size_t size = 0;
  for (const View& argument : arguments) size += argument.is_array() ? argument.items().size() : 1;
  if (!run.workspace().spend(size)) return {};
  View* merged = run.arena().allocate<View>(size);
  View* out = merged;
  for (const View& argument : arguments) {
    if (argument.is_array()) {
      out = std::ranges::copy(argument.items(), out).out;
    } else {
      *out++ = argument;
    }
  }
  return View::array(merged, size);
}

}  // namespace

View evaluate_array(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.op == Op::merge) return merge(run, expression, scope);
  const View list = run.child(expression, 0, scope);
  const std::span<const View> items = list.is_array() ? list.items() : std::span<const View>();
  // Elements of `items` are visited whatever the logic costs, also where there is none.
  if (!run.workspace().spend(items.size())) return {};
  switch (expression.op) {
    case Op::map:
      return map(run, expression, items);
    case Op::filter:
      return filter(run, expression, items);
    case Op::reduce:
      return reduce(run, expression, items, run.child(expression, 2, scope));
    case Op::all:
      return View::boolean(!items.empty() && !any_is(run, expression, items, false));
    case Op::none:
      return View::boolean(!any_is(run, expression, items, true));
    default:
      return View::boolean(any_is(run, expression, items, true));
  }
}

}  // namespace ensign::eval
