#include "emit/site/progress.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit::pages {
namespace {

using model::GateType;

Value evidence_value(const Desk& desk, const model::Evidence* evidence) {
  const bool given = evidence != nullptr;
  Value value = Value::map({{"given", given}});
  value.set("id",
            given ? desk.link(*evidence->id, desk.facts().path(*evidence)) : desk.link("", ""));
  value.set("at", given ? time_value(*evidence->at) : no_time());
  value.set("by", given ? desk.person(evidence->by) : desk.link("", ""));
  value.set("value", given && evidence->value ? number_words(*evidence->value) : "");
  value.set("note", given ? Value(desk.words(marked(evidence->note))) : Value(""));
  value.set("link", given ? desk.address(evidence->link) : desk.link("", ""));
  return value;
}

Value item_value(const Desk& desk, const model::ChecklistItem& item) {
  const bool done = policy::item_is_done(desk.model(), item);
  return Value::map({{"state", state_value(opening_state(done ? Opening::passed : Opening::open))},
                     {"text", desk.words(marked(*item.item))},
                     {"evidence", evidence_value(desk, desk.facts().evidence(item.evidence))}});
}

}  // namespace

State opening_state(Opening opening) {
  switch (opening) {
    case Opening::open:
      return {"off", "○", "Open"};
    case Opening::passed:
      return {"on", "✓", "Passed"};
    case Opening::failed:
      return {"bad", "✕", "Failed"};
  }
  return {};
}

Value standing_value(const Desk& desk, const model::Plan& plan) {
  const auto index = static_cast<std::size_t>(&plan - desk.model().plans.data());
  const model::Stage* stage = desk.facts().current_stages[index];
  if (!stage) {
    return Value::map({{"words", "all stages complete"}, {"link", desk.link("", "")}});
  }
  const bool waits = policy::progress(desk.model(), plan, *stage).phase == Progress::Phase::waiting;
  return Value::map(
      {{"words", waits ? "waits for" : "now at"}, {"link", desk.stage(plan, *stage)}});
}

State progress_state(const Progress& progress) {
  if (progress.failed > 0) return {"bad", "✕", "Gate failed"};
  switch (progress.phase) {
    case Progress::Phase::waiting:
      return {"off", "○", "Waiting"};
    case Progress::Phase::under_way:
      return {"part", "◐", "Under way"};
    case Progress::Phase::complete:
      return {"on", "✓", "Complete"};
  }
  return {};
}

std::string gate_words(const model::Model& model, const model::Plan& plan,
                       const model::Gate& gate) {
  switch (*gate.type) {
    case GateType::metric:
    case GateType::budget: {
      if (!gate.threshold) return "a measured value";
      const model::Metric* metric = model.metric(plan, *gate.threshold);
      const std::string& name = *gate.threshold->metric.name;
      return fmt::format("{} {}", metric && !metric->title.empty() ? metric->title : name,
                         threshold_words(*gate.threshold, metric ? metric->unit : ""));
    }
    case GateType::checklist:
      return plural(gate.items.size(), "item", "items");
    case GateType::sign_off: {
      if (!gate.role) return "a sign-off";
      const model::Role* role = gate.role->id ? &model.at(*gate.role->id) : nullptr;
      const std::string& name = role && !role->title.empty() ? role->title : *gate.role->name;
      return "sign-off by " + name;
    }
    case GateType::drill:
      return "a rollback drill that is fresh enough";
    case GateType::incidents:
      return "no open incident";
    case GateType::observation:
      return gate.window_seconds
                 ? duration_words(**gate.window_seconds) + " of watching without a trigger"
                 : "watching without a trigger";
    case GateType::stage:
      return fmt::format("stage {} is complete", gate.stage ? **gate.stage : std::string("before"));
  }
  return {};
}

Value gate_value(const Desk& desk, const model::Plan& plan, const model::Gate& gate) {
  Value::List items;
  for (const model::ChecklistItem& item : gate.items) items.push_back(item_value(desk, item));
  Value value = Value::map();
  value.set("title", gate.title.empty() ? *gate.id : gate.title);
  value.set("asks", gate_words(desk.model(), plan, gate));
  value.set("state", state_value(opening_state(policy::opening(desk.model(), plan, gate))));
  value.set("items", std::move(items));
  value.set("evidence", evidence_value(desk, desk.facts().evidence(gate.evidence)));
  value.set("role", desk.role(gate.role));
  return value;
}

}  // namespace ensign::emit::pages
