#include "lower/flag.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "lower/chain.h"
#include "lower/group.h"
#include "lower/logic.h"
#include "lower/serve.h"

namespace ensign::lower {
namespace {

// What stands for the rule's name where no rule of the flag decided. Not a name a rule can have.
constexpr const char* expired_branch = "(on_expiry)";
constexpr const char* group_branch = "(group)";
constexpr const char* default_branch = "";

const model::FlagEnvironment& environment_of(const model::Flag& flag, std::uint32_t index) {
  const auto found =
      std::ranges::find(flag.environments, std::optional(index), &model::FlagEnvironment::index);
  ENSIGN_ASSERT(found != flag.environments.end());
  return *found;
}

void add_expiry(const model::Flag& flag, Chain& chain) {
  if (flag.on_expiry != model::OnExpiry::fallback || !flag.expires || !flag.fallback) return;
  const Instant last = end_of(flag.expires->value);
  const model::Variant& safe = flag.variants[flag.fallback->variant.value()];
  chain.add(expired_branch, operation(">", {clock(), last.seconds}), *safe.name);
}

// A member without a fallback is a finding of its own; it rests where its environment rests.
void add_group(const model::Model& model, const model::Flag& flag,
               const model::FlagEnvironment& own, Chain& chain) {
  if (!flag.group) return;
  const std::string& outside = flag.fallback ? *flag.variants[flag.fallback->variant.value()].name
                                             : resting_variant(flag, own.serve);
  chain.add(group_branch, outside_slot(model.at(*flag.group), flag), outside);
}

void add_rule(Segments& segments, const model::Flag& flag, const model::FlagRule& rule,
              Chain& chain) {
  Result result = lower_serve(flag, rule.serve);
  std::vector<Json> members{lower_condition(segments, rule.condition, Reference::by_name)};
  std::ranges::move(result.guard, std::back_inserter(members));
  chain.add(*rule.name, conjunction(members), std::move(result.value));
}

void add_default_split(const model::Flag& flag, const model::Serve& serve, Chain& chain) {
  Result result = lower_serve(flag, serve);
  if (result.guard.empty()) return;
  chain.add(default_branch, conjunction(result.guard), std::move(result.value));
}

Json lower_variants(const model::Flag& flag) {
  Json variants = Json::object();
  for (const model::Variant& variant : flag.variants) variants.set(*variant.name, variant.value);
  return variants;
}

std::vector<SharedEvaluator> used_evaluators(Segments& segments,
                                             const model::FlagEnvironment& environment) {
  std::vector<Id<model::Segment>> ids;
  for (const model::FlagRule& rule : environment.rules) append_segments(rule.condition, ids);
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  std::vector<SharedEvaluator> used;
  for (const Id<model::Segment> id : ids) used.push_back(segments.at(id));
  std::ranges::sort(used, {}, &SharedEvaluator::name);
  return used;
}

}  // namespace

LoweredFlag lower_flag(Segments& segments, const model::Flag& flag, std::uint32_t environment) {
  const model::FlagEnvironment& own = environment_of(flag, environment);
  Chain chain;
  add_expiry(flag, chain);
  add_group(segments.model(), flag, own, chain);
  for (const model::FlagRule& rule : own.rules) add_rule(segments, flag, rule, chain);
  add_default_split(flag, own.serve, chain);

  LoweredFlag lowered;
  lowered.flag = Json::object({{"state", "ENABLED"},
                               {"variants", lower_variants(flag)},
                               {"defaultVariant", resting_variant(flag, own.serve)}});
  if (!chain.empty()) lowered.flag.set("targeting", chain.targeting());
  lowered.evaluators = used_evaluators(segments, own);
  lowered.branches = chain.names();
  return lowered;
}

LoweredFlag lower_flag(const model::Model& model, const model::Flag& flag,
                       std::uint32_t environment) {
  Segments segments(model);
  return lower_flag(segments, flag, environment);
}

}  // namespace ensign::lower
