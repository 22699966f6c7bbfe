#include "emit/site/drill_parts.h"

namespace ensign::emit::pages {

std::int64_t taken_seconds(const model::Drill& drill) {
  std::int64_t sum = 0;
  for (const auto& phase : drill.times) sum += *phase.second;
  return sum;
}

std::optional<std::int64_t> drill_window(const model::Model& model, const model::Drill& drill) {
  if (!drill.playbook || !drill.playbook->id) return std::nullopt;
  const auto& window = model.at(*drill.playbook->id).window_seconds;
  return window ? std::optional(**window) : std::nullopt;
}

State window_state(const model::Model& model, const model::Drill& drill) {
  const auto window = drill_window(model, drill);
  if (!window) return {"none", "–", "no window agreed"};
  if (drill.times.empty()) return {"none", "?", "not measured"};
  return taken_seconds(drill) <= *window ? State{"on", "✓", "inside"}
                                         : State{"bad", "✕", "outside"};
}

Value drill_target(const Desk& desk, const model::Drill& drill) {
  if (drill.kill_switch) return desk.level(drill.kill_switch);
  if (drill.plan) {
    Value link = desk.plan(drill.plan);
    if (drill.stage) {
      const std::string* title = link.find("text")->text();
      link.set("text", *title + ", " + **drill.stage);
    }
    return link;
  }
  return desk.link(drill.scenario ? **drill.scenario : "", "");
}

}  // namespace ensign::emit::pages
