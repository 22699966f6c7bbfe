// 2,000 random flags and contexts: the lowered flag, evaluated as clients do, serves what the model
// says by the words of docs/files.md, and names the same rule.

#include <doctest/doctest.h>
#include <set>

#include "eval/ruleset.h"
#include "lower/direct_interpreter.h"
#include "lower/lower.h"
#include "lower/random_model.h"

using namespace ensign;
using namespace ensign::test;

namespace {

// Sixteen hours before and after the end of 1970-01-01, the day that random flags expire on.
constexpr std::int64_t around_expiry[] = {86'399 - 57'600, 86'399, 86'400, 86'399 + 57'600};

void check_one(RandomModel& random, std::set<std::string>& seen) {
  const model::Model model = random.model();
  const model::Flag& flag = model.flags.front();
  const auto lowered = lower::lower_flag(model, flag, 0);
  const auto rules = eval::Ruleset::load(canonical(lower::lower_environment(model, 0)));
  REQUIRE(rules.has_value());
  for (int i = 0; i < 4; ++i) {
    const Json context = random.context();
    const std::int64_t now = i < 3 ? random.clock() : around_expiry[random.clock() / 100 % 4];
    CAPTURE(canonical(lowered.flag));
    CAPTURE(canonical(context));
    CAPTURE(now);
    const Answer expected = answer({model, context, now}, flag, flag.environments.front());
    const auto outcome =
        rules->evaluate(*flag.key, eval::Type::any, *eval::Context::from_json(canonical(context)),
                        {.timestamp = now, .hash = std::nullopt});
    CHECK(outcome.message.empty());
    CHECK(std::string(outcome.variant) == expected.variant);
    CHECK((outcome.branch ? lowered.branches.at(*outcome.branch) : "") == expected.rule);
    seen.insert(expected.variant + " " + expected.rule);
  }
}

}  // namespace

TEST_CASE("the lowered flag serves what the model says") {
  RandomModel random(20261001);
  std::set<std::string> seen;
  for (int i = 0; i < 2000; ++i) check_one(random, seen);
  // Every variant by default and by each of up to three rules, the expiry and the group.
  CHECK(seen.size() == 14);
}
