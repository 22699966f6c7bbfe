#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// One serve with the flag it belongs to, in base or head.
struct Side {
  const model::Flag& flag;
  const model::Serve& serve;

  std::string name(const change::Part& part) const { return *flag.variants[part.variant].name; }
};

// Thousandths of a percent by the name of the variant.
std::map<std::string, std::int64_t> weights(const Side& side) {
  std::map<std::string, std::int64_t> found;
  for (const auto& part : change::parts_of(side.serve)) {
    found[side.name(part)] += part.buckets.end - part.buckets.begin;
  }
  return found;
}

// How many must get another variant, however they are dealt.
std::int64_t needed(const Side& before, const Side& after) {
  const auto old_weights = weights(before);
  std::int64_t growth = 0;
  for (const auto& [name, weight] : weights(after)) {
    const auto old = old_weights.find(name);
    growth += std::max<std::int64_t>(0, weight - (old == old_weights.end() ? 0 : old->second));
  }
  return growth;
}

// How many do, while users stay in their buckets.
std::int64_t moved(const Side& before, const Side& after) {
  std::int64_t stay = 0;
  for (const auto& old : change::parts_of(before.serve)) {
    for (const auto& now : change::parts_of(after.serve)) {
      if (before.name(old) != after.name(now)) continue;
      stay += std::max<std::int64_t>(0, std::min(old.buckets.end, now.buckets.end) -
                                            std::max(old.buckets.begin, now.buckets.begin));
    }
  }
  return 100'000 - stay;
}

// How many do when everybody gets another bucket, which has nothing to do with the first.
std::int64_t dealt_anew(const Side& before, const Side& after) {
  const auto old_weights = weights(before);
  std::int64_t stay = 0;
  for (const auto& [name, weight] : weights(after)) {
    const auto old = old_weights.find(name);
    if (old != old_weights.end()) stay += weight * old->second / 100'000;
  }
  return 100'000 - stay;
}

std::string percent(std::int64_t weight) {
  return fmt::format("{:g} %", static_cast<double>(weight) / 1000);
}

Span place_of_hash(const Side& side) {
  if (side.serve.by) return side.serve.by->span;
  return side.flag.salt ? side.flag.salt->span : side.serve.span;
}

void compare(const Rule& rule, report::Report& report, const Side& before, const Side& after) {
  const bool are_splits =
      change::parts_of(before.serve).size() > 1 && change::parts_of(after.serve).size() > 1;
  if (!are_splits) return;
  const bool is_anew =
      change::hash_of(before.flag, before.serve) != change::hash_of(after.flag, after.serve);
  const std::int64_t moves = is_anew ? dealt_anew(before, after) : moved(before, after);
  const std::int64_t least = needed(before, after);
  if (moves <= least) return;
  report.add(rule.info, is_anew ? place_of_hash(after) : after.serve.span,
             fmt::format("this change gives another variant to {} of the users, where {} would do",
                         percent(moves), percent(least)),
             is_anew ? "keep `by` and `salt` while the split runs: others deal everybody anew"
                     : "let a variant grow at the cost of the next one; that moves nobody else");
}

void check(const model::Model& base, const model::Model& head, const Rule& rule,
           report::Report& report) {
  for (const model::Flag& flag : head.flags) {
    const auto id = base.flag(*flag.key);
    if (!id || !is_readable(flag) || !is_readable(base.at(*id))) continue;
    const model::Flag& old = base.at(*id);
    for (const model::FlagEnvironment& own : flag.environments) {
      const model::FlagEnvironment* then = old.environment(*own.environment);
      if (then == nullptr) continue;
      compare(rule, report, {old, then->serve}, {flag, own.serve});
      for (const model::FlagRule& one : own.rules) {
        for (const model::FlagRule& other : then->rules) {
          if (*one.name == *other.name)
            compare(rule, report, {old, other.serve}, {flag, one.serve});
        }
      }
    }
  }
}

}  // namespace

const Rule split_moves_users{
    {"EN236", "split-moves-users", report::Severity::warning, report::RuleClass::advice},
    nullptr,
    check};

}  // namespace ensign::policy
