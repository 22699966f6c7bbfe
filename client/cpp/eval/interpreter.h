#pragma once
// Runs a program against one context. Recursion is bounded by the height of compiled trees, work
// and memory by the workspace. The operators live in operators_*.cpp, one file per family.

#include <cstdint>
#include <optional>
#include <string_view>

#include "eval/coercion.h"
#include "eval/expression.h"
#include "eval/settings.h"
#include "eval/value.h"
#include "eval/workspace.h"

namespace ensign::eval {

// What `var` reads from: the context, or an element inside `map` and its kin.
struct Scope {
  View data;
  bool outermost = false;
};

// The context of one evaluation and what flagd adds to it.
struct Frame {
  View context;
  std::string_view flag_key;
  Settings settings;
  bool injects = true;  // false: plain JsonLogic, without `$flagd`
};

class Interpreter {
 public:
  Interpreter(const Program& program, const Frame& frame, Workspace& workspace)
      : program_(program), frame_(frame), workspace_(workspace) {}

  Scope outermost() const { return {frame_.context, true}; }

  View evaluate(const Expression& expression, const Scope& scope);

  // As `evaluate`; `branch` becomes the condition whose result was taken when `expression` is an
  // `if`.
  View evaluate_branching(const Expression& expression, const Scope& scope,
                          std::optional<std::uint32_t>& branch);

  // Child `index`; null when there is none.
  View child(const Expression& parent, std::uint32_t index, const Scope& scope);
  const Expression& child_expression(const Expression& parent, std::uint32_t index) const {
    return program_.expressions[parent.first + index];
  }

  // All children as a new array.
  std::span<const View> children(const Expression& parent, const Scope& scope);

  // The value at a dotted path; null pointer when something on the way is missing.
  const View* look_up(std::string_view path, const Scope& scope);

  const Program& program() const { return program_; }
  const Frame& frame() const { return frame_; }
  Workspace& workspace() { return workspace_; }
  Arena& arena() { return workspace_.arena(); }

 private:
  View variable(const Expression& expression, const Scope& scope);
  View injected_variable(const Expression& expression, const Scope& scope);
  View computed_variable(const Expression& expression, const Scope& scope);
  const View* injected(Injected what);
  View with_flagd(View context);

  const Program& program_;
  const Frame& frame_;
  Workspace& workspace_;
};

// The families. Each takes an expression whose op is its own.
View evaluate_if(Interpreter& run, const Expression& expression, const Scope& scope,
                 std::optional<std::uint32_t>& branch);
View evaluate_and_or(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_truth(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_equality(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_order(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_missing(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_arithmetic(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_extreme(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_text(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_array(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_in(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_split(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_fractional(Interpreter& run, const Expression& expression, const Scope& scope);
View evaluate_sem_ver(Interpreter& run, const Expression& expression, const Scope& scope);

}  // namespace ensign::eval
