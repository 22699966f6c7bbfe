#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string_view>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

using Used = std::set<std::string_view>;

void add(const model::Condition& condition, Used& used) {
  if (condition.segment) used.insert(*condition.segment->name);
  for (const model::Condition& child : condition.children) add(child, used);
}

Used used_segments(const model::Model& model) {
  Used used;
  for (const model::Flag& flag : model.flags) {
    for (const model::FlagEnvironment& environment : flag.environments) {
      for (const model::FlagRule& flag_rule : environment.rules) add(flag_rule.condition, used);
    }
  }
  for (const model::Segment& segment : model.segments) add(segment.condition, used);
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      if (stage.segment) used.insert(*stage.segment->name);
    }
  }
  return used;
}

template <typename Entity>
bool has_incomplete(const std::vector<Entity>& entities) {
  return std::ranges::any_of(entities, [](const Entity& entity) { return !entity.complete; });
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  // What cannot be read may name any of them; and a repository without flags has only begun.
  if (!model.whole || model.flags.empty() || has_incomplete(model.flags) ||
      has_incomplete(model.segments) || has_incomplete(model.plans)) {
    return;
  }
  const Used used = used_segments(model);
  for (const model::Segment& segment : model.segments) {
    if (used.contains(*segment.name)) continue;
    report.add(rule.info, segment.name.span,
               fmt::format("nothing uses segment `{}`", *segment.name),
               "delete the file, or name it in a rule with `in_segment`");
  }
}

}  // namespace

const Rule segment_unused{
    {"EN215", "segment-unused", report::Severity::warning, report::RuleClass::advice}, check};

}  // namespace ensign::policy
