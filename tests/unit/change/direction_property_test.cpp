// The proof of `less` against the evaluator that clients run: over random pairs of flags, whenever
// the change is called less, no context is served something else than before, unless it is the
// fallback.

#include <doctest/doctest.h>

#include "change/direction.h"
#include "change/random_world.h"
#include "eval/ruleset.h"
#include "lower/lower.h"
#include "lower/raise.h"
#include "record/record.h"

using namespace ensign;
using namespace ensign::test;

namespace {

Json record_of(const model::Model& model) {
  return Json::object(
      {{"format", "ensign-record/1"},
       {"subject", "flag/" + *model.flags.front().key + "@production"},
       {"lowering", 1},
       {"serves", lower::lower_flag(model, model.flags.front(), 0).flag},
       {"governs", Json::object({{"fallback", Json::object({{"tier", 0}, {"serve", "b"}})}})}});
}

Json evaluators_of(const model::Model& model) { return record::shared_evaluators(model); }

// The same flag with one thing changed, now and then so that fewer people are exposed.
class Change : RandomSource {
 public:
  explicit Change(std::uint64_t seed) : RandomSource(seed) {}

  model::Model of(model::Model model) {
    model::FlagEnvironment& own = model.flags.front().environments.front();
    switch (pick(6)) {
      case 0:
        own.rules.erase(own.rules.begin() + pick(static_cast<std::uint32_t>(own.rules.size())));
        break;
      case 1:
        own.serve.shares = {{1, 100'000, {}}};
        own.serve.by.reset();
        break;
      case 2:
        own.rules[pick(static_cast<std::uint32_t>(own.rules.size()))].serve.shares = {
            {1, 100'000, {}}};
        break;
      case 3: {  // a rule for fewer
        model::Condition& condition =
            own.rules[pick(static_cast<std::uint32_t>(own.rules.size()))].condition;
        model::Condition narrower;
        narrower.children = {condition, own.rules.front().condition};
        condition = narrower;
        break;
      }
      case 4:
        std::ranges::reverse(own.rules);
        break;
      default:
        own.rules.insert(own.rules.begin(), own.rules.back());
        own.rules.front().serve.shares = {{1, 100'000, {}}};
        own.rules.front().name.value = "fallback";
        break;
    }
    return model;
  }

  void spoil(std::vector<std::pair<std::string, Json>>& values) {
    for (auto& [name, value] : values) {
      if ((name == "targetingKey" || name == "region") && pick(8) == 0) value = Json();
      if (name == "plan" && pick(8) == 0) value = Json("unheard-of");
    }
  }
};

Json context_of(const std::vector<std::pair<std::string, Json>>& values) {
  Json context = Json::object();
  for (const auto& [name, value] : values) {
    if (value.is_null()) continue;
    if (name == "user.email") {
      context.set("user", Json::object({{"email", value}}));
    } else {
      context.set(name, value);
    }
  }
  return context;
}

struct Side {
  explicit Side(const model::Model& model)
      : rules(*eval::Ruleset::load(canonical(lower::lower_environment(model, 0)))) {}

  std::string variant(const std::string& key, const Json& context, std::int64_t now) const {
    return std::string(rules
                           .evaluate(key, eval::Type::any,
                                     *eval::Context::from_json(canonical(context)),
                                     {now, std::nullopt})
                           .variant);
  }

  eval::Ruleset rules;
};

}  // namespace

TEST_CASE("whenever a change is called less, the evaluator finds nobody who is exposed to more") {
  RandomWorld random(20261128);
  Change change(7);
  int less = 0, changed = 0, more_seen = 0, raised = 0;
  for (int i = 0; i < 1500; ++i) {
    const model::Model before = random.model();
    const model::Model after = change.of(before);
    const std::string key = *before.flags.front().key;
    const Json was = record_of(before), is = record_of(after);
    CAPTURE(canonical(was));
    CAPTURE(canonical(is));
    const Json evaluators = evaluators_of(before);
    raised += lower::raise_flag(key, *is.find("serves"), evaluators, after.config).has_value();
    const auto direction = change::direction(was, is, evaluators, after.config);
    less += direction == model::Direction::less && !(was == is);
    const Side old_side(before), new_side(after);
    bool exposes = false;
    for (int j = 0; j < 40; ++j) {
      // Now and then somebody passes what no set lists, and leaves out what everybody must pass.
      auto values = random.values();
      change.spoil(values);
      const Json context = context_of(values);
      const std::int64_t now = random.clock();
      const std::string old_variant = old_side.variant(key, context, now);
      const std::string new_variant = new_side.variant(key, context, now);
      changed += old_variant != new_variant;
      exposes = exposes || (old_variant != new_variant && new_variant != "b");
      if (direction == model::Direction::less && old_variant != new_variant) {
        CAPTURE(canonical(context));
        CAPTURE(now);
        CHECK(new_variant == "b");
      }
    }
    more_seen += exposes;
  }
  MESSAGE(raised, " raised, ", less, " less, ", changed, " contexts changed, ", more_seen,
          " expose more");
  // Everything that lowering 1 writes can be read back, and the proof is found often enough.
  CHECK(raised == 1500);
  CHECK(less > 200);
  CHECK(changed > 3000);
  CHECK(more_seen > 200);
}
