#include "driver/import_targeting.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "driver/import_condition.h"

namespace ensign::driver {
namespace {

using model::Condition;
using Steps = std::vector<TargetingStep>;
using Conditions = std::vector<Condition>;

constexpr std::size_t most_steps = 500;

bool is_chain(const Operation& operation) {
  return operation.name == "if" || operation.name == "?:";
}

// Operations whose value is `true` or `false` for every caller.
bool is_boolean(const Json& logic) {
  static constexpr std::string_view boolean[] = {
      "==", "!=", "===", "!==", "<", "<=", ">", ">=", "!", "!!", "in"};
  const auto operation = operation_of(logic);
  if (!operation) return logic.boolean() != nullptr;
  if (operation->name == "and" || operation->name == "or") {
    return std::ranges::all_of(operation->arguments, is_boolean);
  }
  return std::ranges::find(boolean, operation->name) != std::end(boolean);
}

class Flattener {
 public:
  Flattener(const std::vector<std::pair<std::string, Json>>& variants, LogicReader& logic,
            AttributeTypes& types)
      : variants_(variants), logic_(logic), types_(types) {}

  Result<Steps> run(const Json& targeting) {
    TRY(add(targeting, {}, true));
    return std::move(steps_);
  }

 private:
  // What `result` gives to those for whom `conditions` hold, all of whom it decides about.
  Result<void> add(const Json& result, const Conditions& conditions, bool may_refer);
  Result<void> add_chain(const Operation& chain, const Conditions& conditions, bool may_refer);
  Result<void> add_split(const Operation& operation, const Json& whole,
                         const Conditions& conditions);
  Result<void> add_truth(const Json& result, const Conditions& conditions);
  Result<void> add_variant(const std::string& name, const Conditions& conditions);
  Result<void> push(TargetingStep step);

  const std::vector<std::pair<std::string, Json>>& variants_;
  LogicReader& logic_;
  AttributeTypes& types_;
  Steps steps_;
};

Result<void> Flattener::push(TargetingStep step) {
  if (steps_.size() == most_steps) return failure("it has too many branches");
  steps_.push_back(std::move(step));
  return {};
}

Result<void> Flattener::add_variant(const std::string& name, const Conditions& conditions) {
  const bool known =
      std::ranges::any_of(variants_, [&](const auto& variant) { return variant.first == name; });
  if (!known) return failure(fmt::format("it serves `{}`, which is no variant", visible(name)));
  return push({conditions, TargetingStep::Kind::variant, name, {}});
}

Result<void> Flattener::add_truth(const Json& result, const Conditions& conditions) {
  Logic logic = TRY(logic_.read(result));
  if (logic.kind == Logic::Kind::sometimes) {
    Conditions narrower = conditions;
    narrower.push_back(std::move(logic.condition));
    TRY(add_variant("true", narrower));
  }
  return add_variant(logic.kind == Logic::Kind::always ? "true" : "false", conditions);
}

// Who has no key to be hashed gets the default variant.
Result<void> Flattener::add_split(const Operation& operation, const Json& whole,
                                  const Conditions& conditions) {
  SplitParts split = TRY(read_split(operation, types_, whole));
  for (const auto& share : split.shares) {
    if (std::ranges::find(variants_, share.first, &std::pair<std::string, Json>::first) ==
        variants_.end()) {
      return failure(fmt::format("it serves `{}`, which is no variant", visible(share.first)));
    }
  }
  Conditions keyed = conditions;
  split.guarded = !conditions.empty() && filled_attributes(make_all(conditions)).contains(split.by);
  if (!split.shares.empty()) {
    const bool everybody = split.always && split.shares.size() == 1;
    if (everybody) return add_variant(split.shares.front().first, conditions);
    keyed.push_back(make_exists(split.by, true));
    const bool total = split.guarded;
    if (split.shares.size() == 1) {
      TRY(add_variant(split.shares.front().first, keyed));
    } else {
      TRY(push({keyed, TargetingStep::Kind::split, {}, std::move(split)}));
    }
    if (total) return {};
  }
  return push({conditions, TargetingStep::Kind::fallthrough, {}, {}});
}

Result<void> Flattener::add_chain(const Operation& chain, const Conditions& conditions,
                                  bool may_refer) {
  const auto& parts = chain.arguments;
  std::size_t at = 0;
  for (; at + 1 < parts.size(); at += 2) {
    Logic logic = TRY(logic_.read(parts[at]));
    if (logic.kind == Logic::Kind::never) continue;
    if (logic.kind == Logic::Kind::always) return add(parts[at + 1], conditions, may_refer);
    Conditions narrower = conditions;
    narrower.push_back(std::move(logic.condition));
    TRY(add(parts[at + 1], narrower, may_refer));
  }
  return add(at < parts.size() ? parts[at] : Json(), conditions, may_refer);
}

Result<void> Flattener::add(const Json& result, const Conditions& conditions, bool may_refer) {
  if (result.is_null()) return push({conditions, TargetingStep::Kind::fallthrough, {}, {}});
  if (const std::string* name = result.string()) return add_variant(*name, conditions);
  if (is_boolean(result)) return add_truth(result, conditions);
  const auto operation = operation_of(result);
  if (!operation) return failure(fmt::format("`{}` names no variant", shown(result)));
  if (is_chain(*operation)) return add_chain(*operation, conditions, may_refer);
  if (operation->name == "fractional") return add_split(*operation, result, conditions);
  const bool refers = operation->name == "$ref" && may_refer && operation->arguments.size() == 1 &&
                      operation->arguments.front().string() != nullptr;
  const Json* evaluator =
      refers ? logic_.evaluator(*operation->arguments.front().string()) : nullptr;
  if (evaluator != nullptr) return add(*evaluator, conditions, false);
  return failure(fmt::format("`{}` names no variant", shown(result)));
}

}  // namespace

Result<Steps> read_targeting(const Json& targeting,
                             const std::vector<std::pair<std::string, Json>>& variants,
                             LogicReader& logic, AttributeTypes& types) {
  const bool none = targeting.members() != nullptr && targeting.members()->empty();
  return Flattener(variants, logic, types).run(none ? Json() : targeting);
}

}  // namespace ensign::driver
