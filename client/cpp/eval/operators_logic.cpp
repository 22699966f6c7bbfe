// if, or, and, !, !!, equality, order, missing, missing_some.

#include <algorithm>

#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

// ECMAScript tells an absent argument (undefined) from null: undefined == null, but not === null.
bool equal_or_absent(Interpreter& run, const Expression& expression, const Scope& scope,
                     bool strict) {
  const View left = run.child(expression, 0, scope);
  const View right = run.child(expression, 1, scope);
  if (expression.count < 2) return expression.count == 0 || (!strict && left.is_null());
  return strict ? strictly_equal(left, right, run.workspace())
                : loosely_equal(left, right, run.workspace());
}

bool in_order(Op op, View left, View right, Workspace& workspace) {
  const std::partial_ordering order = compare(left, right, workspace);
  switch (op) {
    case Op::less:
      return order < 0;
    case Op::less_equal:
      return order <= 0;
    case Op::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

bool is_missing(Interpreter& run, View key, const Scope& scope) {
  const std::string_view path = key.is_null() ? "" : to_text(key, run.workspace());
  const View* found = run.look_up(path, scope);
  return found == nullptr || found->is_null() || (found->is_string() && found->as_string().empty());
}

View missing_among(Interpreter& run, std::span<const View> keys, const Scope& scope) {
  if (!run.workspace().spend(keys.size())) return {};
  View* missing = run.arena().allocate<View>(keys.size());
  std::size_t count = 0;
  for (const View& key : keys) {
    if (is_missing(run, key, scope)) missing[count++] = key;
  }
  return View::array(missing, count);
}

View missing_some(Interpreter& run, const Expression& expression, const Scope& scope) {
  const double needed = to_number(run.child(expression, 0, scope), run.workspace());
  const View list = run.child(expression, 1, scope);
  // Anything but a list stands for itself, as it does for `missing`.
  const std::span<const View> keys = list.is_array() ? list.items() : std::span(&list, 1);
  const View missing = missing_among(run, keys, scope);
  if (!missing.is_array()) return {};
  const auto present = static_cast<double>(keys.size() - missing.items().size());
  return present >= needed ? View::array(missing.items().data(), 0) : missing;
}

}  // namespace

View evaluate_if(Interpreter& run, const Expression& expression, const Scope& scope,
                 std::optional<std::uint32_t>& branch) {
  std::uint32_t i = 0;
  for (; i + 1 < expression.count; i += 2) {
    if (!truthy(run.child(expression, i, scope))) continue;
    branch = i / 2;
    return run.child(expression, i + 1, scope);
  }
  return run.child(expression, i, scope);
}

View evaluate_and_or(Interpreter& run, const Expression& expression, const Scope& scope) {
  const bool stop_at = expression.op == Op::either;
  View value;
  for (std::uint32_t i = 0; i < expression.count; ++i) {
    value = run.child(expression, i, scope);
    if (truthy(value) == stop_at) break;
  }
  return value;
}

View evaluate_truth(Interpreter& run, const Expression& expression, const Scope& scope) {
  const bool truth = truthy(run.child(expression, 0, scope));
  return View::boolean(truth == (expression.op == Op::truth));
}

View evaluate_equality(Interpreter& run, const Expression& expression, const Scope& scope) {
  const bool strict = expression.op == Op::identical || expression.op == Op::not_identical;
  const bool negated = expression.op == Op::not_equal || expression.op == Op::not_identical;
  return View::boolean(equal_or_absent(run, expression, scope, strict) != negated);
}

// `<` and `<=` take a third argument: between.
View evaluate_order(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.count < 2) return View::boolean(false);
  const View left = run.child(expression, 0, scope);
  const View middle = run.child(expression, 1, scope);
  bool holds = in_order(expression.op, left, middle, run.workspace());
  const bool ternary = expression.op == Op::less || expression.op == Op::less_equal;
  if (holds && ternary && expression.count > 2) {
    holds = in_order(expression.op, middle, run.child(expression, 2, scope), run.workspace());
  }
  return View::boolean(holds);
}

View evaluate_missing(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.op == Op::missing_some) return missing_some(run, expression, scope);
  const std::span<const View> arguments = run.children(expression, scope);
  const bool listed = !arguments.empty() && arguments[0].is_array();
  return missing_among(run, listed ? arguments[0].items() : arguments, scope);
}

}  // namespace ensign::eval
