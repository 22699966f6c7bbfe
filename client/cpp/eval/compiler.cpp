#include "eval/compiler.h"

#include <algorithm>

#include "eval/operators.h"

namespace ensign::eval {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// Whether evaluating `value` could give anything but `value` itself.
bool holds_logic(View value) {
  if (value.is_object()) return !value.members().empty();
  return value.is_array() && std::ranges::any_of(value.items(), holds_logic);
}

std::unexpected<CompileError> problem(std::string message) {
  return std::unexpected(CompileError{std::move(message), {}});
}

std::expected<unsigned, CompileError> checked_height(unsigned height) {
  if (height <= max_depth) return height;
  return problem("nested deeper than " + std::to_string(max_depth) + " levels");
}

}  // namespace

std::string describe(const CompileError& error) {
  if (error.evaluator.empty()) return error.message;
  return "evaluator " + quoted(error.evaluator) + ": " + error.message;
}

CompileResult Compiler::compile(View logic) {
  const std::size_t mark = program_.expressions.size();
  const std::uint32_t slot = reserve(1);
  const auto height = compile_into(slot, logic);
  if (!height) {
    program_.expressions.resize(mark);
    return std::unexpected(height.error());
  }
  return Compiled{program_.expressions[slot], *height};
}

Compiler::Height Compiler::compile_into(std::uint32_t slot, View logic) {
  if (!holds_logic(logic)) {
    set_constant(slot, logic);
    return 1;
  }
  if (logic.is_array()) {
    program_.expressions[slot].op = Op::array;
    return compile_children(slot, logic.items());
  }
  if (logic.members().size() != 1) {
    return problem("an object with " + std::to_string(logic.members().size()) +
                   " keys where one operator is expected");
  }
  return compile_operator(slot, logic.members()[0]);
}

Compiler::Height Compiler::compile_children(std::uint32_t slot, std::span<const View> from) {
  const std::uint32_t first = reserve(from.size());
  program_.expressions[slot].first = first;
  program_.expressions[slot].count = static_cast<std::uint32_t>(from.size());
  unsigned height = 0;
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    const auto child = compile_into(first + i, from[i]);
    if (!child) return child;
    height = std::max(height, *child);
  }
  return checked_height(height + 1);
}

Compiler::Height Compiler::compile_operator(std::uint32_t slot, const Member& operation) {
  if (operation.key == "$ref") return compile_reference(slot, operation.value);
  const auto op = operator_named(operation.key);
  if (!op) return problem("unknown operator " + quoted(operation.key));
  program_.expressions[slot].op = *op;
  // {"var": "x"} is short for {"var": ["x"]}.
  const View& argument = operation.value;
  const auto height = argument.is_array() ? compile_children(slot, argument.items())
                                          : compile_children(slot, std::span(&argument, 1));
  if (!height) return height;
  if (*op == Op::variable) settle_variable(slot);
  if (*op == Op::fractional) settle_fractional(slot);
  if (*op == Op::sem_ver) settle_sem_ver(slot);
  return height;
}

Compiler::Height Compiler::compile_reference(std::uint32_t slot, View name) {
  if (!name.is_string()) return problem("a $ref that is not a string");
  const auto found = evaluators_.find(name.as_string());
  if (found == evaluators_.end()) {
    return problem("$ref to undefined evaluator " + quoted(name.as_string()));
  }
  const CompileResult& evaluator = found->second;
  if (!evaluator) return std::unexpected(evaluator.error());
  program_.expressions[slot] = evaluator->root;
  return checked_height(evaluator->height + 1);
}

void Compiler::set_constant(std::uint32_t slot, View value) {
  program_.expressions[slot] = {.op = Op::constant,
                                .data = static_cast<std::uint32_t>(program_.constants.size())};
  program_.constants.push_back(value);
}

const View* Compiler::constant_child(const Expression& parent, std::uint32_t child) const {
  if (child >= parent.count) return nullptr;
  const Expression& expression = program_.expressions[parent.first + child];
  return expression.op == Op::constant ? &program_.constants[expression.data] : nullptr;
}

std::uint32_t Compiler::reserve(std::size_t count) {
  const auto first = static_cast<std::uint32_t>(program_.expressions.size());
  program_.expressions.resize(program_.expressions.size() + count);
  return first;
}

}  // namespace ensign::eval
