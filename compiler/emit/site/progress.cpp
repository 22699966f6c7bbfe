#include "emit/site/progress.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit::pages {
namespace {

using model::GateType;

bool all_passed(const Facts& facts, const model::Plan& plan,
                const std::vector<model::Gate>& gates) {
  return std::all_of(gates.begin(), gates.end(), [&](const model::Gate& gate) {
    return opening(facts, plan, gate) == Opening::passed;
  });
}

Opening stage_opening(const Facts& facts, const model::Plan& plan, const model::Gate& gate) {
  for (const model::Stage& stage : plan.stages) {
    if (!gate.stage || *stage.id != **gate.stage) continue;
    // Only gates that are opened by evidence are asked here, so that two stages that wait for each
    // other end in `open`.
    const bool complete =
        !stage.exit.empty() &&
        std::all_of(stage.exit.begin(), stage.exit.end(), [&](const auto& g) {
          return *g.type != GateType::stage && opening(facts, plan, g) == Opening::passed;
        });
    return complete ? Opening::passed : Opening::open;
  }
  return Opening::open;
}

Value evidence_value(const Desk& desk, const model::Evidence* evidence) {
  const bool given = evidence != nullptr;
  Value value = Value::map({{"given", given}});
  value.set("id", given ? *evidence->id : "");
  value.set("at", given ? time_value(*evidence->at) : no_time());
  value.set("by", given ? desk.person(evidence->by) : desk.link("", ""));
  value.set("value", given && evidence->value ? number_words(*evidence->value) : "");
  value.set("note", given ? Value(desk.words(marked(evidence->note))) : Value(""));
  value.set("link", given ? desk.address(evidence->link) : desk.link("", ""));
  return value;
}

Value item_value(const Desk& desk, const model::ChecklistItem& item) {
  const bool done = item_is_done(desk.facts(), item);
  return Value::map({{"state", state_value(opening_state(done ? Opening::passed : Opening::open))},
                     {"text", desk.words(marked(*item.item))},
                     {"evidence", evidence_value(desk, desk.facts().evidence(item.evidence))}});
}

}  // namespace

bool item_is_done(const Facts& facts, const model::ChecklistItem& item) {
  const model::Evidence* evidence = facts.evidence(item.evidence);
  return *item.done && (!evidence || *evidence->result == model::EvidenceResult::passed);
}

Opening opening(const Facts& facts, const model::Plan& plan, const model::Gate& gate) {
  if (const model::Evidence* evidence = facts.evidence(gate.evidence)) {
    return *evidence->result == model::EvidenceResult::passed ? Opening::passed : Opening::failed;
  }
  if (*gate.type == GateType::stage) return stage_opening(facts, plan, gate);
  const bool done = *gate.type == GateType::checklist && !gate.items.empty() &&
                    std::all_of(gate.items.begin(), gate.items.end(),
                                [&](const auto& item) { return item_is_done(facts, item); });
  return done ? Opening::passed : Opening::open;
}

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

Progress progress(const Facts& facts, const model::Plan& plan, const model::Stage& stage) {
  Progress result;
  for (const auto* gates : {&stage.entry, &stage.exit}) {
    for (const model::Gate& gate : *gates) {
      ++result.total;
      const Opening found = opening(facts, plan, gate);
      if (found == Opening::passed) ++result.passed;
      if (found == Opening::failed) ++result.failed;
    }
  }
  if (!all_passed(facts, plan, stage.entry) || stage.entry.empty()) return result;
  const bool complete = !stage.exit.empty() && all_passed(facts, plan, stage.exit);
  result.phase = complete ? Progress::Phase::complete : Progress::Phase::under_way;
  return result;
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

const model::Stage* current_stage(const Facts& facts, const model::Plan& plan) {
  for (const model::Stage& stage : plan.stages) {
    const bool complete = progress(facts, plan, stage).phase == Progress::Phase::complete;
    if (!complete && !stage.optional) return &stage;
  }
  return nullptr;
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
  value.set("state", state_value(opening_state(opening(desk.facts(), plan, gate))));
  value.set("items", std::move(items));
  value.set("evidence", evidence_value(desk, desk.facts().evidence(gate.evidence)));
  value.set("role", desk.role(gate.role));
  return value;
}

}  // namespace ensign::emit::pages
