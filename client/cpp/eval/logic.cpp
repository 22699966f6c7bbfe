#include "eval/logic.h"

#include "eval/compiler.h"
#include "eval/interpreter.h"

namespace ensign::eval {

std::expected<Value, Error> apply_logic(View rule, View data, const Settings& settings) {
  Program program;
  const CompileResult compiled = Compiler(program).compile(rule);
  if (!compiled) return std::unexpected(Error{describe(compiled.error())});
  Workspace workspace;
  const Frame frame{.context = data, .flag_key = {}, .settings = settings, .injects = false};
  Interpreter run(program, frame, workspace);
  const View result = run.evaluate(compiled->root, run.outermost());
  if (workspace.failed()) return std::unexpected(Error{workspace.failure()});
  return Value::copy_of(result);
}

}  // namespace ensign::eval
