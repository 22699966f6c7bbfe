#include "lower/stage.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "lower/logic.h"
#include "lower/serve.h"

namespace ensign::lower {
namespace {

using model::Condition;

constexpr std::int64_t whole = 100'000;  // thousandths of a percent
constexpr const char* stage_rule = "(stage)";

std::int64_t weight_of(const model::Stage& stage) { return std::llround(*stage.percentage * 1000); }

// The attribute of the scope; nothing for a scope that is everybody, or none.
std::optional<std::string> scope_attribute(const model::Model& model, const model::Stage& stage) {
  if (!stage.scope) return std::nullopt;
  for (const model::Scope& scope : model.config.scopes) {
    if (*scope.name == **stage.scope && scope.attribute) return **scope.attribute;
  }
  return std::nullopt;
}

Condition audience(const model::Stage& stage, const std::string& unit) {
  Condition test;
  test.kind = Condition::Kind::test;
  test.attribute.value = unit;
  if (stage.segment) {
    test.op = model::Operator::in_segment;
    test.operands.emplace_back().value = Json(*stage.segment->name);
    test.segment = *stage.segment;
  } else {
    test.op = model::Operator::exists;
    test.operands.emplace_back().value = Json(true);
  }
  return test;
}

// A share of the variant, and the rest of what `serve` rests on. Nobody is split between a variant
// and itself.
model::Serve served_by(const model::Flag& flag, const model::Serve& before, std::uint32_t variant,
                       std::int64_t weight, const std::string& unit) {
  const auto resting = flag.variant_index(resting_variant(flag, before)).value();
  model::Serve serve;
  if (weight >= whole || resting == variant) {
    serve.shares = {{variant, whole, {}}};
    return serve;
  }
  serve.shares = {{variant, weight, {}}, {resting, whole - weight, {}}};
  std::ranges::sort(serve.shares, {}, &model::Share::variant);
  serve.by = Spanned<std::string>{unit, {}};
  return serve;
}

}  // namespace

model::Flag at_stage(const model::Model& model, const model::Flag& flag, std::uint32_t environment,
                     const model::Stage& stage, std::uint32_t variant) {
  model::Flag staged = flag;
  const auto own = std::ranges::find(staged.environments, std::optional(environment),
                                     &model::FlagEnvironment::index);
  ENSIGN_ASSERT(own != staged.environments.end());
  const auto attribute = scope_attribute(model, stage);
  const std::string unit = attribute.value_or(std::string(default_unit));
  const std::int64_t weight = weight_of(stage);
  model::Serve serve = served_by(flag, own->serve, variant, weight, unit);
  if (weight >= whole && !stage.segment && !attribute) {
    own->serve = std::move(serve);
  } else {
    own->rules.push_back({{stage_rule, {}}, {}, audience(stage, unit), std::move(serve)});
  }
  return staged;
}

}  // namespace ensign::lower
