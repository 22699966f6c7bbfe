// + - * / % max min. An absent argument is ECMAScript's undefined, hence not a number.

#include <cmath>
#include <limits>

#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double number_at(Interpreter& run, const Expression& expression, std::uint32_t index,
                 const Scope& scope) {
  if (index >= expression.count) return not_a_number;
  return to_number(run.child(expression, index, scope), run.workspace());
}

double leading_number_at(Interpreter& run, const Expression& expression, std::uint32_t index,
                         const Scope& scope) {
  return to_leading_number(run.child(expression, index, scope), run.workspace());
}

View sum(Interpreter& run, const Expression& expression, const Scope& scope) {
  double total = 0;
  for (std::uint32_t i = 0; i < expression.count; ++i) {
    total += leading_number_at(run, expression, i, scope);
  }
  return View::number(total);
}

// A single factor comes back as it is, text or not; no factor at all is null.
View product(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.count < 2) return run.child(expression, 0, scope);
  double total = leading_number_at(run, expression, 0, scope);
  for (std::uint32_t i = 1; i < expression.count; ++i) {
    total *= leading_number_at(run, expression, i, scope);
  }
  return View::number(total);
}

}  // namespace

View evaluate_arithmetic(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.op == Op::add) return sum(run, expression, scope);
  if (expression.op == Op::multiply) return product(run, expression, scope);
  const double left = number_at(run, expression, 0, scope);
  if (expression.op == Op::subtract && expression.count == 1) return View::number(-left);
  const double right = number_at(run, expression, 1, scope);
  if (expression.op == Op::subtract) return View::number(left - right);
  if (expression.op == Op::divide) return View::number(left / right);
  return View::number(std::fmod(left, right));
}

View evaluate_extreme(Interpreter& run, const Expression& expression, const Scope& scope) {
  const bool largest = expression.op == Op::maximum;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double extreme = largest ? -infinity : infinity;
  for (std::uint32_t i = 0; i < expression.count; ++i) {
    const double number = number_at(run, expression, i, scope);
    if (std::isnan(number)) return View::number(not_a_number);
    if (largest ? number > extreme : number < extreme) extreme = number;
  }
  return View::number(extreme);
}

}  // namespace ensign::eval
