#include <fmt/format.h>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "driver/pipeline.h"
#include "eval/ruleset.h"
#include "eval/value.h"
#include "lower/lower.h"

namespace ensign::driver {
namespace {

std::string suggestion(std::string_view written, const std::vector<std::string_view>& known,
                       std::string_view otherwise) {
  const std::string_view close = nearest(written, known);
  return close.empty() ? std::string(otherwise) : fmt::format("did you mean `{}`?", close);
}

Result<std::uint32_t> environment_index(const model::Model& model, const std::string& wanted) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < model.config.environments.size(); ++i) {
    names.push_back(*model.config.environments[i].name);
    if (names.back() == wanted) return static_cast<std::uint32_t>(i);
  }
  return failure(fmt::format("no environment is named `{}`", wanted),
                 suggestion(wanted, names, "environments are declared in ensign.yaml"));
}

Result<Id<model::Flag>> flag_id(const model::Model& model, const std::string& wanted) {
  if (const auto id = model.flag(wanted)) return *id;
  std::vector<std::string_view> keys;
  for (const model::Flag& flag : model.flags) keys.push_back(*flag.key);
  return failure(fmt::format("no flag has the key `{}`", wanted),
                 suggestion(wanted, keys, "flags are the files below flags/"));
}

Result<Evaluation> answer(const model::Model& model, const Question& question, Instant now) {
  const auto context = eval::Context::from_json(question.context_json);
  if (!context) {
    return failure(fmt::format("the context is not a JSON object: {}", context.error().message),
                   "for example --context '{\"targetingKey\":\"u1\",\"plan\":\"pro\"}'");
  }
  const std::uint32_t environment = TRY(environment_index(model, question.environment));
  const model::Flag& flag = model.at(TRY(flag_id(model, question.flag)));
  if (flag.environment(question.environment) == nullptr) {
    return failure(
        fmt::format("flag `{}` is not declared for `{}`", question.flag, question.environment),
        "add it under `environments:` of the flag");
  }
  const auto ruleset = eval::Ruleset::load(canonical(lower::lower_environment(model, environment)));
  if (!ruleset) return failure(ruleset.error().message);

  eval::Settings settings;
  settings.timestamp = now.seconds;
  settings.hash = question.hash;
  const auto outcome = ruleset->evaluate(question.flag, eval::Type::any, *context, settings);
  const auto branches = lower::lower_flag(model, flag, environment).branches;
  Evaluation evaluation;
  evaluation.value_json = eval::to_json(outcome.value);
  evaluation.variant = std::string(outcome.variant);
  evaluation.reason = std::string(eval::name_of(outcome.reason));
  if (outcome.error) evaluation.error = std::string(eval::name_of(*outcome.error));
  if (outcome.branch && *outcome.branch < branches.size()) {
    evaluation.rule = branches[*outcome.branch];
  }
  return evaluation;
}

}  // namespace

Result<Evaluated> evaluate(const Input& input, const Question& question) {
  Evaluated result{TRY(check(input, policy::Question::shippable)), std::nullopt, std::nullopt};
  if (!result.checked.verdict.sound) return result;
  auto answered = answer(result.checked.model, question, input.as_of);
  if (answered) {
    result.evaluation = std::move(*answered);
  } else {
    result.mistake = std::move(answered.error());
  }
  return result;
}

}  // namespace ensign::driver
