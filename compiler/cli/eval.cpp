#include <fmt/format.h>

#include "base/json.h"
#include "cli/commands.h"

namespace ensign::cli {

int run_eval(const Options& options, Terminal& terminal) {
  const driver::Question question{options.environment, options.flag, options.context, options.hash};
  const auto result = driver::evaluate(input_of(options, terminal), question);
  if (!result) return terminal.fail(result.error());
  if (result->mistake) {
    terminal.fail(*result->mistake);
    return exit_usage;
  }
  if (!result->evaluation) {
    return show(options, terminal, result->checked.snapshot, result->checked.verdict.report,
                result->checked.remarks);
  }
  const driver::Evaluation& evaluation = *result->evaluation;
  terminal.progress("");
  terminal.out(
      fmt::format(R"({{"value":{},"variant":{},"reason":{},"rule":{}{}}})"
                  "\n",
                  evaluation.value_json, quoted(evaluation.variant), quoted(evaluation.reason),
                  evaluation.rule.empty() ? "null" : quoted(evaluation.rule),
                  evaluation.error.empty() ? "" : ",\"error\":" + quoted(evaluation.error)));
  return exit_clean;
}

}  // namespace ensign::cli
