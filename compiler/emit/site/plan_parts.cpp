#include "emit/site/plan_parts.h"

#include <fmt/format.h>

#include "emit/site/rows.h"
#include "emit/site/timeline.h"

namespace ensign::emit::pages {
namespace {

State served_state(const model::Model& model, const model::Ref<model::Flag>& ref,
                   const std::string& variant, const model::Stage& stage) {
  State state = ref.id ? variant_state(model.at(*ref.id), variant) : State{"none", "–", variant};
  const bool everyone = *stage.percentage >= 100 && !stage.segment;
  if (state.tone == "on" && !everyone) return {"part", "◐", variant};
  return state;
}

Value serves_value(const Desk& desk, const model::Stage& stage, const auto& serves) {
  Value::List list;
  for (const auto& [flag, variant] : serves) {
    list.push_back(
        Value::map({{"link", desk.flag(flag)},
                    {"state", state_value(served_state(desk.model(), flag, *variant, stage))}}));
  }
  return list;
}

Value step_value(const Desk& desk, const model::Stage& stage, const model::Step& step) {
  Words watch;
  for (const std::string& name : step.watch)
    watch.text(watch.empty() ? "" : ", ").add(marked(name));
  Value value =
      Value::map({{"title", desk.words(marked(*step.title))}, {"watch", desk.words(watch)}});
  value.set("monitor",
            step.monitor_seconds ? duration_words(**step.monitor_seconds) : std::string());
  value.set("serves", serves_value(desk, stage, step.serves));
  return value;
}

Value gates_value(const Desk& desk, const model::Plan& plan,
                  const std::vector<model::Gate>& gates) {
  Value::List list;
  for (const model::Gate& gate : gates) list.push_back(gate_value(desk, plan, gate));
  return list;
}

}  // namespace

std::string audience_words(const Desk& desk, const model::Stage& stage) {
  std::string words = *stage.percentage < 100 ? number_words(*stage.percentage) + " %" : "everyone";
  if (stage.scope && **stage.scope != "global") {
    words = fmt::format("{} {}s", *stage.percentage < 100 ? words + " of" : "all", **stage.scope);
  }
  // Who the pilots are is not for everybody.
  if (stage.segment && !desk.facts().open) {
    const model::Model& model = desk.model();
    const auto& id = stage.segment->id;
    const std::string& title = id ? model.at(*id).title : *stage.segment->name;
    words += " in " + (title.empty() ? *stage.segment->name : title);
  }
  return words;
}

Value matrix_value(const Desk& desk, const model::Plan& plan) {
  Value::List heads, rows;
  std::vector<const model::Ref<model::Flag>*> flags;
  for (const model::Stage& stage : plan.stages) {
    const Progress done = policy::progress(desk.model(), plan, stage);
    heads.push_back(Value::map(
        {{"link", desk.stage(plan, stage)}, {"state", state_value(progress_state(done))}}));
    for (const auto& [flag, variant] : stage.serves) {
      bool known = false;
      for (const auto* other : flags) known = known || *other->name == *flag.name;
      if (!known) flags.push_back(&flag);
    }
  }
  for (const auto* flag : flags) {
    Value::List cells;
    for (const model::Stage& stage : plan.stages) {
      State state{"none", "–", "as before"};
      for (const auto& [served, variant] : stage.serves) {
        if (*served.name == *flag->name) {
          state = served_state(desk.model(), served, *variant, stage);
        }
      }
      cells.push_back(state_value(state));
    }
    Value row = Value::map({{"link", desk.flag(*flag)}});
    row.set("cells", std::move(cells));
    rows.push_back(std::move(row));
  }
  Value value = Value::map();
  value.set("stages", std::move(heads));
  value.set("flags", std::move(rows));
  return value;
}

Value stage_row(const Desk& desk, const model::Plan& plan, const model::Stage& stage) {
  const Progress done = policy::progress(desk.model(), plan, stage);
  Value value =
      Value::map({{"link", desk.stage(plan, stage)},
                  {"optional", stage.optional},
                  {"risk", stage.risk ? state_value(risk_state(**stage.risk)) : state_value({})},
                  {"has_risk", stage.risk.has_value()},
                  {"start", start_words(plan, stage)},
                  {"audience", audience_words(desk, stage)},
                  {"environment", *stage.environment},
                  {"gates", fmt::format("{} of {}", done.passed, done.total)},
                  {"state", state_value(progress_state(done))}});
  value.set("duration", stage.duration ? range_words(*stage.duration) : "not decided");
  value.set("soak", stage.soak_seconds ? duration_words(**stage.soak_seconds) : std::string());
  return value;
}

Value stage_value(const Desk& desk, const model::Plan& plan, const model::Stage& stage) {
  Value value = stage_row(desk, plan, stage);
  const bool told = !desk.facts().open;
  const std::vector<model::Gate> none;
  Value::List steps;
  for (const model::Step& step : stage.steps) {
    if (told) steps.push_back(step_value(desk, stage, step));
  }
  value.set("anchor", stage_anchor(stage));
  value.set("title", stage.title.empty() ? *stage.id : stage.title);
  value.set("risk_words", stage.risk ? risk_words(**stage.risk) : std::string());
  value.set("segment", desk.segment(stage.segment));
  value.set("serves", serves_value(desk, stage, stage.serves));
  value.set("entry", gates_value(desk, plan, told ? stage.entry : none));
  value.set("steps", std::move(steps));
  value.set("exit", gates_value(desk, plan, told ? stage.exit : none));
  value.set("success", told ? lines_value(desk, stage.success) : Value::List());
  value.set("command", told ? stage.rollback_command : std::string());
  value.set("advances", stage.advance.has_value());
  value.set("rollback", desk.playbook(stage.rollback));
  return value;
}

Value metric_value(const Desk& desk, const model::Metric& metric) {
  return Value::map({{"title", metric.title.empty() ? *metric.name : metric.title},
                     {"name", *metric.name},
                     {"unit", metric.unit},
                     {"query", metric.query},
                     {"dashboard", desk.address(metric.dashboard)},
                     {"business", metric.business}});
}

Value trigger_value(const Desk& desk, const model::Plan& plan, const model::Trigger& trigger) {
  const State states[] = {{"bad", "✕", "P0 roll back at once"},
                          {"part", "!", "P1 roll back is likely"},
                          {"none", "?", "P2 consider it"}};
  const State& state = states[static_cast<std::size_t>(*trigger.trigger_class)];
  std::string limit = "seen by people";
  if (trigger.threshold) {
    const model::Metric* metric = desk.model().metric(plan, *trigger.threshold);
    const bool titled = metric && !metric->title.empty();
    limit = fmt::format("unless {} {}", titled ? metric->title : *trigger.threshold->metric.name,
                        threshold_words(*trigger.threshold, metric ? metric->unit : ""));
  }
  return Value::map({{"state", state_value(state)},
                     {"title", trigger.title.empty() ? *trigger.id : trigger.title},
                     {"limit", limit},
                     {"playbook", desk.playbook(trigger.playbook)}});
}

}  // namespace ensign::emit::pages
