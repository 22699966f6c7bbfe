// cat, substr, starts_with, ends_with.

#include <algorithm>
#include <cmath>

#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

View concatenation(Interpreter& run, const Expression& expression, const Scope& scope) {
  auto* parts = run.arena().allocate<std::string_view>(expression.count);
  std::size_t size = 0;
  for (std::uint32_t i = 0; i < expression.count; ++i) {
    parts[i] = to_joined_text(run.child(expression, i, scope), run.workspace());
    size += parts[i].size();
  }
  if (!run.workspace().spend_bytes(size)) return {};
  char* text = run.arena().allocate<char>(size);
  char* out = text;
  for (std::uint32_t i = 0; i < expression.count; ++i) {
    out = std::copy(parts[i].begin(), parts[i].end(), out);
  }
  return View::string({text, size});
}

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// ECMAScript's ToIntegerOrInfinity.
double whole(double number) { return std::isnan(number) ? 0 : std::trunc(number); }

// `count` code points from `start` on; both may be any number and are cut to what there is.
std::string_view cut(std::string_view text, double start, double count) {
  std::size_t at = 0;
  const auto skip = [&text, &at](double code_points) {
    for (; at < text.size() && code_points > 0; --code_points) {
      do ++at;
      while (at < text.size() && !starts_code_point(text[at]));
    }
    return at;
  };
  const std::size_t begin = skip(start);
  return text.substr(begin, skip(count) - begin);
}

// A negative start counts from the end. A negative length leaves out that many at the end.
// Positions are code points, so that no character is ever torn.
View substring(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.count == 0) return {};
  const std::string_view text = to_text(run.child(expression, 0, scope), run.workspace());
  if (!run.workspace().spend_bytes(text.size())) return {};
  const auto size = static_cast<double>(std::ranges::count_if(text, starts_code_point));
  double start = 0;
  if (expression.count > 1)
    start = whole(to_number(run.child(expression, 1, scope), run.workspace()));
  if (start < 0) start = std::max(size + start, 0.0);
  double count = size;
  if (expression.count > 2) count = to_number(run.child(expression, 2, scope), run.workspace());
  if (count < 0) count = std::max(size - start, 0.0) + count;
  return View::string(cut(text, start, whole(count)));
}

View affix(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.count != 2) return {};
  const View text = run.child(expression, 0, scope);
  const View part = run.child(expression, 1, scope);
  if (!text.is_string() || !part.is_string()) return {};
  if (!run.workspace().spend(part.as_string().size() / 64)) return {};
  return View::boolean(expression.op == Op::starts_with
                           ? text.as_string().starts_with(part.as_string())
                           : text.as_string().ends_with(part.as_string()));
}

}  // namespace

View evaluate_text(Interpreter& run, const Expression& expression, const Scope& scope) {
  if (expression.op == Op::cat) return concatenation(run, expression, scope);
  if (expression.op == Op::substr) return substring(run, expression, scope);
  return affix(run, expression, scope);
}

}  // namespace ensign::eval
