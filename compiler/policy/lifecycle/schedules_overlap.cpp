#include <algorithm>
#include <fmt/format.h>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using change::Branch;
using change::Classes;

struct Window {
  Instant first, last;
};

bool serve_alike(const Branch& a, const Branch& b) {
  const auto one = change::parts_of(*a.serve);
  const auto other = change::parts_of(*b.serve);
  const bool is_same = std::ranges::equal(one, other, [](const auto& left, const auto& right) {
    return left.variant == right.variant && left.buckets.end == right.buckets.end;
  });
  const auto by = [](const Branch& branch) { return branch.serve->by ? **branch.serve->by : ""; };
  return is_same && (one.size() == 1 || by(a) == by(b));
}

// Windows that cross: each holds a time of its own. One inside the other is an exception to a rule,
// and the order of the rules says which wins.
bool cross(const Classes& a, const Classes& b) { return (a & ~b).any() && (b & ~a).any(); }

// The members of a class of the clock lie at its ends.
Window window_of(const change::Dimension& clock, const Classes& classes) {
  Window window{{INT64_MAX}, {INT64_MIN}};
  for (std::size_t i = 0; i < clock.members.size(); ++i) {
    if (!classes[i]) continue;
    for (const Json& member : clock.members[i]) {
      window.first.seconds = std::min(window.first.seconds, *member.integer());
      window.last.seconds = std::max(window.last.seconds, *member.integer());
    }
  }
  return window;
}

std::optional<Window> overlap(const change::Space& space, std::size_t clock, const Branch& earlier,
                              const Branch& later) {
  if (serve_alike(earlier, later)) return std::nullopt;
  if (later.reached.is_empty() != change::Answer::no) return std::nullopt;
  const auto both = intersect(earlier.reached, later.matched);
  if (both.is_empty() != change::Answer::no) return std::nullopt;
  const Classes one = earlier.matched.projection(clock);
  const Classes other = later.matched.projection(clock);
  if (!cross(one, other)) return std::nullopt;
  return window_of(space.dimensions()[clock], both.projection(clock));
}

void judge_environment(const model::Model& model, const Rule& rule, report::Report& report,
                       const model::Flag& flag, const model::FlagEnvironment& own) {
  change::Questions questions;
  questions.add(model, flag, own);
  if (!questions.ask_about("now")) return;
  const change::Space space(questions);
  const std::size_t clock = *space.dimension("now");
  auto branches = branches_of(space, model, flag, own);
  std::erase_if(branches, [](const Branch& b) { return b.kind != Branch::Kind::rule; });
  for (std::size_t later = 1; later < branches.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const auto window = overlap(space, clock, branches[earlier], branches[later]);
      if (!window || window->last < model.as_of) continue;
      const auto& first = own.rules[branches[earlier].rule];
      const auto& second = own.rules[branches[later].rule];
      auto& finding = report.add(
          rule.info, second.name.span,
          fmt::format("`{}` and `{}` both hold from {} to {}, and only `{}` is served", *first.name,
                      *second.name, to_string(window->first), to_string(window->last), *first.name),
          "let one begin where the other ends, or put the one that is to win first");
      finding.labels.push_back({first.name.span, "decides while both hold"});
    }
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      if (own.rules.size() > 1) judge_environment(model, rule, report, flag, own);
    }
  }
}

}  // namespace

const Rule schedules_overlap{
    {"EN238", "schedules-overlap", report::Severity::warning, report::RuleClass::advice}, check};

}  // namespace ensign::policy
