// What counts of a drill: that these people walked through this procedure, and how it went. Its
// text, links, follow-ups and the date of the next one are free to edit.

#include <algorithm>

#include "record/parts.h"

namespace ensign::record {
namespace {

template <typename List>
Json sorted_names(const List& list) {
  std::vector<std::string> names;
  for (const auto& one : list) names.push_back(*one.name);
  std::ranges::sort(names);
  return list_of(names, [](const std::string& name) { return Json(name); });
}

Json times(const model::PhaseTimes& phases) {
  Json object = Json::object();
  for (const auto& [phase, seconds] : phases) object.set(*phase, *seconds);
  return object;
}

}  // namespace

Record drill_record(const model::Drill& drill) {
  Json walked = Json::object({{"kind", spelled(*drill.kind)},
                              {"owner", *drill.owner.name},
                              {"kill_switch", named(drill.kill_switch)},
                              {"plan", named(drill.plan)},
                              {"scenario", optional_value(drill.scenario)},
                              {"stage", optional_value(drill.stage)},
                              {"playbook", named(drill.playbook)},
                              {"procedure", optional_value(drill.procedure)},
                              {"environment", optional_value(drill.environment)},
                              {"by", sorted_names(drill.by)},
                              {"result", spelled(*drill.result)},
                              {"times", times(drill.times)},
                              {"mitigated_after", optional_value(drill.mitigated_after_seconds)},
                              {"evidence", sorted_names(drill.evidence)}});
  return as_record(Json::object(
      {{"format", format}, {"subject", "drill/" + *drill.id}, {"drill", std::move(walked)}}));
}

}  // namespace ensign::record
