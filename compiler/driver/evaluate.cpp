#include <fmt/format.h>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "driver/pipeline.h"
#include "eval/ruleset.h"
#include "eval/value.h"
#include "lower/lower.h"
#include "policy/distribution.h"
#include "syntax/strict_json.h"

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

// Every condition of the flag's targeting as a flag of its own, `0`, `1` …, beside the evaluators
// that they refer to: so each is asked by the evaluator that asks them all.
Json conditions_of(const Json& document, const lower::LoweredFlag& lowered) {
  const Json* targeting = lowered.flag.find("targeting");
  const Json* chain = targeting ? targeting->find("if") : nullptr;
  Json flags = Json::object();
  for (std::size_t i = 0; i < lowered.branches.size(); ++i) {
    Json held = Json::array({(*chain->array_items())[2 * i], "yes", "no"});
    flags.set(std::to_string(i),
              Json::object({{"state", "ENABLED"},
                            {"variants", Json::object({{"yes", true}, {"no", false}})},
                            {"defaultVariant", "no"},
                            {"targeting", Json::object({{"if", std::move(held)}})}}));
  }
  Json result = Json::object({{"flags", std::move(flags)}});
  if (const Json* evaluators = document.find("$evaluators")) result.set("$evaluators", *evaluators);
  return result;
}

// What all answers of one question have in common.
struct Asked {
  const model::Model& model;
  const Question& question;
  std::uint32_t environment;
  Json document;
  eval::Ruleset ruleset;
  eval::Context context;
  Json context_json;
  eval::Settings settings;
};

Result<std::vector<Evaluation::Step>> chain_of(const Asked& asked,
                                               const lower::LoweredFlag& lowered,
                                               std::optional<std::size_t> decided) {
  std::vector<Evaluation::Step> chain;
  const auto conditions = eval::Ruleset::load(canonical(conditions_of(asked.document, lowered)));
  if (!conditions) return failure(conditions.error().message);
  for (std::size_t i = 0; i < lowered.branches.size(); ++i) {
    if (lowered.branches[i].empty()) break;  // the split of the default is no rule
    const auto outcome =
        conditions->evaluate(std::to_string(i), eval::Type::any, asked.context, asked.settings);
    chain.push_back({lowered.branches[i], outcome.variant == "yes"});
    if (decided == i) break;
  }
  return chain;
}

Result<Evaluation> answer(const Asked& asked, const model::Flag& flag) {
  const auto outcome =
      asked.ruleset.evaluate(*flag.key, eval::Type::any, asked.context, asked.settings);
  const auto lowered = lower::lower_flag(asked.model, flag, asked.environment);
  Evaluation evaluation;
  evaluation.flag = *flag.key;
  evaluation.value_json = eval::to_json(outcome.value);
  evaluation.variant = std::string(outcome.variant);
  evaluation.reason = std::string(eval::name_of(outcome.reason));
  if (outcome.error) evaluation.error = std::string(eval::name_of(*outcome.error));
  std::optional<std::size_t> decided;
  if (outcome.branch && *outcome.branch < lowered.branches.size()) {
    decided = *outcome.branch;
    evaluation.rule = lowered.branches[*outcome.branch];
  }
  evaluation.chain = TRY(chain_of(asked, lowered, decided));
  if (asked.question.simulate.empty()) return evaluation;
  const auto counts = policy::distribution_of(flag, asked.context_json, asked.question.simulate,
                                              asked.ruleset, asked.settings);
  if (!counts) return failure(counts.error());
  for (std::size_t i = 0; i < flag.variants.size(); ++i) {
    evaluation.simulated.emplace_back(*flag.variants[i].name, (*counts)[i]);
  }
  return evaluation;
}

Result<std::vector<Evaluation>> answers(const model::Model& model, const Question& question,
                                        Instant now) {
  const auto context = eval::Context::from_json(question.context_json);
  if (!context) {
    return failure(fmt::format("the context is not a JSON object: {}", context.error().message),
                   "for example --context '{\"targetingKey\":\"u1\",\"plan\":\"pro\"}'");
  }
  const std::uint32_t environment = TRY(environment_index(model, question.environment));
  Json document = lower::lower_environment(model, environment);
  auto ruleset = eval::Ruleset::load(canonical(document));
  if (!ruleset) return failure(ruleset.error().message);
  eval::Settings settings;
  settings.timestamp = now.seconds;
  settings.hash = question.hash;
  const Asked asked{model,
                    question,
                    environment,
                    std::move(document),
                    std::move(*ruleset),
                    *context,
                    TRY(syntax::parse_strict(question.context_json)),
                    settings};
  std::vector<Evaluation> result;
  if (question.flag.empty()) {
    for (const model::Flag& flag : model.flags) {
      if (flag.environment(question.environment) == nullptr) continue;
      result.push_back(TRY(answer(asked, flag)));
    }
    return result;
  }
  const model::Flag& flag = model.at(TRY(flag_id(model, question.flag)));
  if (flag.environment(question.environment) == nullptr) {
    return failure(
        fmt::format("flag `{}` is not declared for `{}`", question.flag, question.environment),
        "add it under `environments:` of the flag");
  }
  result.push_back(TRY(answer(asked, flag)));
  return result;
}

}  // namespace

Result<Evaluated> evaluate(const Input& input, const Question& question) {
  Evaluated result{TRY(check(input, policy::Question::shippable)), std::nullopt, std::nullopt};
  if (!result.checked.verdict.sound) return result;
  auto answered = answers(result.checked.model, question, input.as_of);
  if (answered) {
    result.evaluations = std::move(*answered);
  } else {
    result.mistake = std::move(answered.error());
  }
  return result;
}

}  // namespace ensign::driver
