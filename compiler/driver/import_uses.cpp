// What the flags of a haul need beside themselves.
#include <set>
#include <string>

#include "driver/import_condition.h"
#include "driver/import_parts.h"

namespace ensign::driver {
namespace {

void collect_segments(const model::Condition& condition, std::set<std::string>& into) {
  if (condition.kind == model::Condition::Kind::test &&
      condition.op == model::Operator::in_segment) {
    into.insert(*condition.operands.front()->string());
  }
  for (const model::Condition& child : condition.children) collect_segments(child, into);
}

}  // namespace

void keep_used(Haul& haul) {
  std::set<std::string> attributes, segments, teams;
  for (const FlagParts& flag : haul.flags) {
    teams.insert(flag.group);
    for (const RuleParts& rule : flag.rules) {
      collect_segments(rule.condition, segments);
      collect_attributes(rule.condition, attributes);
      if (!rule.serve.by.empty()) attributes.insert(rule.serve.by);
    }
  }
  std::erase_if(haul.segments,
                [&](const SegmentParts& segment) { return !segments.contains(segment.name); });
  for (const SegmentParts& segment : haul.segments) {
    collect_attributes(segment.condition, attributes);
  }
  attributes.erase("targetingKey");
  AttributeTypes types;
  for (const std::string& name : attributes) {
    const auto known = haul.attributes.find(name);
    types[name] = known == haul.attributes.end() ? model::AttributeType::string : known->second;
  }
  haul.attributes = std::move(types);
  std::erase_if(haul.teams, [&](const auto& team) { return !teams.contains(team.first); });
}

}  // namespace ensign::driver
