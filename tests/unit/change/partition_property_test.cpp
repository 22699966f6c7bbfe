// The partition against the evaluator that clients run: over random flags, every context falls into
// exactly the region that the evaluator says, and every region that is not empty has a witness that
// the evaluator serves so. What is claimed of never and always follows from the two.

#include <doctest/doctest.h>

#include "change/random_world.h"
#include "change/served.h"
#include "change/witness.h"
#include "eval/murmur.h"
#include "eval/ruleset.h"
#include "lower/lower.h"

using namespace ensign;
using namespace ensign::test;
using change::Region;
using change::Space;

namespace {

using Values = std::vector<std::pair<std::string, Json>>;

Json value_of(const Values& values, std::string_view name, std::int64_t now) {
  if (name == "now") return now;
  for (const auto& [attribute, value] : values) {
    if (attribute == name) return value;
  }
  return {};
}

Json context_of(const Values& values) {
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

std::size_t class_in(const change::Dimension& dimension, const Values& values, std::int64_t now) {
  if (!dimension.hash) {
    const auto found = dimension.class_of(value_of(values, dimension.attribute, now));
    REQUIRE_MESSAGE(found.has_value(), "no class of " << dimension.attribute);
    return *found;
  }
  const Json value = value_of(values, dimension.hash->by, now);
  const std::string unit = value.string() != nullptr ? *value.string() : "";
  const std::int64_t bucket =
      eval::bucket_of(eval::murmur3_32(dimension.hash->subject + ":" + unit), 100'000);
  for (std::size_t i = 0; i < dimension.buckets.size(); ++i) {
    if (bucket < dimension.buckets[i].end) return i;
  }
  FAIL("no class of buckets");
  return 0;
}

bool is_in(const Space& space, const Region& region, const Values& values, std::int64_t now) {
  std::vector<std::size_t> classes;
  for (const auto& dimension : space.dimensions()) {
    classes.push_back(class_in(dimension, values, now));
  }
  for (const change::Cube& cube : region.cubes()) {
    bool inside = true;
    for (std::size_t i = 0; i < cube.size(); ++i) inside = inside && cube[i][classes[i]];
    if (inside) return true;
  }
  return false;
}

struct Count {
  int contexts = 0, witnesses = 0, without = 0, unknown = 0, empty = 0;
};

class Comparison {
 public:
  explicit Comparison(RandomWorld& random)
      : random_(random),
        model_(random.model()),
        rules_(*eval::Ruleset::load(canonical(lower::lower_environment(model_, 0)))) {
    questions_.add(model_, flag(), environment());
  }

  void run(Count& count) {
    const Space space(questions_);
    CAPTURE(canonical(lower::lower_flag(model_, flag(), 0).flag));
    const auto branches = change::branches_of(space, model_, flag(), environment());
    if (!branches.back().reached.is_known()) {
      ++count.unknown;
      return;
    }
    for (int i = 0; i < 12; ++i, ++count.contexts) check_context(space, branches);
    for (const auto& branch : branches) {
      for (const auto& outcome : branch.outcomes) check_witness(space, branch, outcome, count);
    }
  }

 private:
  const model::Flag& flag() const { return model_.flags.front(); }
  const model::FlagEnvironment& environment() const { return flag().environments.front(); }

  // The variant, and the name of the branch that decides.
  std::pair<std::string, std::string> ask(const Json& context, std::int64_t now) const {
    const auto outcome =
        rules_.evaluate(*flag().key, eval::Type::any, *eval::Context::from_json(canonical(context)),
                        {now, std::nullopt});
    CHECK(outcome.message.empty());
    const auto names = lower::lower_flag(model_, flag(), 0).branches;
    return {std::string(outcome.variant), outcome.branch ? names.at(*outcome.branch) : "(rest)"};
  }

  std::string name_of(const change::Branch& branch) const {
    using Kind = change::Branch::Kind;
    if (branch.kind == Kind::rule) return *environment().rules[branch.rule].name;
    return branch.kind == Kind::expiry ? "(on_expiry)" : branch.kind == Kind::split ? "" : "(rest)";
  }

  void check_context(const Space& space, const std::vector<change::Branch>& branches) {
    const Values values = random_.values();
    const std::int64_t now = random_.clock();
    const Json context = context_of(values);
    CAPTURE(canonical(context));
    CAPTURE(now);
    const auto [variant, name] = ask(context, now);
    for (const auto& branch : branches) {
      CHECK(is_in(space, branch.reached, values, now) == (name_of(branch) == name));
      for (const auto& outcome : branch.outcomes) {
        const bool is_served =
            name_of(branch) == name && *flag().variants[outcome.variant].name == variant;
        CHECK(is_in(space, outcome.region, values, now) == is_served);
      }
    }
  }

  void check_witness(const Space& space, const change::Branch& branch,
                     const change::Outcome& outcome, Count& count) {
    if (outcome.region.is_empty() == change::Answer::yes) {
      ++count.empty;
      return;
    }
    const auto found = change::witness(space, outcome.region);
    if (!found) {
      ++count.without;
      return;
    }
    CAPTURE(canonical(found->context));
    const auto [variant, name] = ask(found->context, found->now.value_or(Instant{0}).seconds);
    CHECK(name == name_of(branch));
    CHECK(variant == *flag().variants[outcome.variant].name);
    ++count.witnesses;
  }

  RandomWorld& random_;
  model::Model model_;
  eval::Ruleset rules_;
  change::Questions questions_;
};

}  // namespace

TEST_CASE("contexts fall into the regions that the evaluator says, and regions have witnesses") {
  RandomWorld random(20261121);
  Count count;
  for (int i = 0; i < 600; ++i) Comparison(random).run(count);
  MESSAGE(count.contexts, " contexts, ", count.witnesses, " witnesses, ", count.without,
          " without, ", count.empty, " empty, ", count.unknown, " unknown");
  // The comparison is worth something only while nearly all is decided.
  CHECK(count.unknown < 12);
  CHECK(count.witnesses > 2000);
  CHECK(count.empty > 200);
  CHECK(count.without * 50 < count.witnesses);
}
