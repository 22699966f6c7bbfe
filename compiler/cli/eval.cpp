#include <fmt/format.h>

#include "base/json.h"
#include "base/utf8.h"
#include "cli/commands.h"

namespace ensign::cli {
namespace {

using driver::Evaluation;

std::string as_json(const Evaluation& evaluation, const Options& options) {
  std::string text =
      fmt::format(R"("value":{},"variant":{},"reason":{},"rule":{})", evaluation.value_json,
                  quoted(evaluation.variant), quoted(evaluation.reason),
                  evaluation.rule.empty() ? "null" : quoted(evaluation.rule));
  if (!evaluation.error.empty()) text += ",\"error\":" + quoted(evaluation.error);
  if (options.chain) {
    Json chain = Json::array();
    for (const auto& [name, held] : evaluation.chain) {
      chain.push(Json::object({{"held", held}, {"rule", name}}));
    }
    text += ",\"chain\":" + canonical(chain);
  }
  if (!evaluation.simulated.empty()) {
    Json counts = Json::object();
    for (const auto& [variant, users] : evaluation.simulated) counts.set(variant, users);
    text += ",\"users\":" + canonical(counts);
  }
  return "{" + text + "}";
}

std::string all_as_json(const std::vector<Evaluation>& evaluations, const Options& options) {
  std::string text;
  for (const Evaluation& evaluation : evaluations) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : ",", quoted(evaluation.flag),
                        as_json(evaluation, options));
  }
  return fmt::format(R"({{"version":1,"flags":{{{}}}}})", text);
}

std::string as_text(const Evaluation& evaluation, const Options& options) {
  std::string text =
      fmt::format("{}: {} ({}", visible(evaluation.flag), visible(evaluation.variant),
                  evaluation.error.empty() ? evaluation.reason : evaluation.error);
  if (!evaluation.rule.empty()) text += fmt::format(", rule `{}`", visible(evaluation.rule));
  text += ")\n";
  for (const auto& [name, held] :
       options.chain ? evaluation.chain : std::vector<Evaluation::Step>{}) {
    text += fmt::format("  {} {}\n", held ? "yes" : "no ", visible(name));
  }
  std::int64_t users = 0;
  for (const auto& [variant, count] : evaluation.simulated) users += count;
  for (const auto& [variant, count] : evaluation.simulated) {
    text += fmt::format("  {:6.2f} % {}\n",
                        100.0 * static_cast<double>(count) / static_cast<double>(users),
                        visible(variant));
  }
  return text;
}

}  // namespace

int run_eval(const Options& options, Terminal& terminal) {
  const driver::Question question{options.environment, options.context, options.flag,
                                  options.simulate, options.hash};
  const auto result = driver::evaluate(input_of(options, terminal), question);
  if (!result) return terminal.fail(result.error());
  if (result->mistake) {
    terminal.fail(*result->mistake);
    return exit_usage;
  }
  if (!result->evaluations) {
    return show(options, terminal, result->checked.snapshot, result->checked.verdict.report,
                result->checked.remarks);
  }
  terminal.progress("");
  const auto& evaluations = *result->evaluations;
  if (options.answer_format == "text") {
    for (const Evaluation& evaluation : evaluations) terminal.out(as_text(evaluation, options));
  } else if (options.flag.empty()) {
    terminal.out(all_as_json(evaluations, options) + "\n");
  } else {
    terminal.out(as_json(evaluations.front(), options) + "\n");
  }
  return exit_clean;
}

}  // namespace ensign::cli
