#pragma once
// JsonLogic trees to expressions. Everything that can be known without a context is decided here:
// unknown operators, undefined or cyclic references, nesting, paths, constant buckets and versions.

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "eval/expression.h"
#include "eval/value.h"

namespace ensign::eval {

// One compiled tree. The height counts operators, literal arrays with logic and `$ref`s.
struct Compiled {
  Expression root;
  unsigned height = 0;
};

// What is wrong with a tree.
struct CompileError {
  std::string message;
  std::string_view evaluator;  // the shared evaluator at fault; empty: the tree itself
};

using CompileResult = std::expected<Compiled, CompileError>;

// In words, for people.
std::string describe(const CompileError& error);

class Compiler {
 public:
  explicit Compiler(Program& program) : program_(program) {}

  // Compiles the members of `$evaluators` so that later trees can refer to them. One that is wrong
  // fails only the trees that use it.
  void define_evaluators(std::span<const Member> evaluators);

  // `logic` stays referenced by the program.
  CompileResult compile(View logic);

 private:
  using Height = std::expected<unsigned, CompileError>;

  Height compile_into(std::uint32_t slot, View logic);
  Height compile_children(std::uint32_t slot, std::span<const View> from);
  Height compile_operator(std::uint32_t slot, const Member& operation);
  Height compile_reference(std::uint32_t slot, View name);

  // Each looks at children that are compiled already and settles what is constant.
  void settle_variable(std::uint32_t slot);
  void settle_fractional(std::uint32_t slot);
  void settle_sem_ver(std::uint32_t slot);

  void set_constant(std::uint32_t slot, View value);
  const View* constant_child(const Expression& parent, std::uint32_t child) const;
  std::uint32_t reserve(std::size_t count);
  std::uint32_t path_for(std::string_view text);

  Program& program_;
  std::unordered_map<std::string_view, std::uint32_t> paths_;
  std::unordered_map<std::string_view, CompileResult> evaluators_;
};

}  // namespace ensign::eval
