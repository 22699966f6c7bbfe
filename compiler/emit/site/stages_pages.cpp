// stages.html and stages/<plan>.html.
#include <fmt/format.h>

#include "base/stable_sort.h"
#include "emit/site/pages.h"
#include "emit/site/plan_parts.h"
#include "emit/site/timeline.h"

namespace ensign::emit::pages {
namespace {

Value role_value(const Desk& desk, const model::Ref<model::Role>& ref) {
  Value::List holders, duties;
  if (ref.id) {
    const model::Role& role = desk.model().at(*ref.id);
    for (const auto& holder : role.holders) holders.push_back(desk.person(holder));
    for (const auto& duty : role.duties) duties.push_back(desk.words(marked(*duty)));
  }
  Value value = Value::map({{"link", desk.role(ref)}});
  value.set("holders", std::move(holders));
  value.set("duties", std::move(duties));
  return value;
}

// Everyone a plan calls upon: who moves it, and who signs its gates.
Value::List roles_of(const Desk& desk, const model::Plan& plan) {
  std::vector<const model::Ref<model::Role>*> found;
  const auto add = [&](const std::optional<model::Ref<model::Role>>& role) {
    if (!role) return;
    for (const auto* other : found) {
      if (*other->name == *role->name) return;
    }
    found.push_back(&*role);
  };
  add(plan.transitions);
  for (const model::Stage& stage : plan.stages) {
    for (const model::Gate& gate : stage.entry) add(gate.role);
    for (const model::Gate& gate : stage.exit) add(gate.role);
  }
  Value::List list;
  for (const auto* role : found) list.push_back(role_value(desk, *role));
  return list;
}

Value::List documents_of(const Desk& desk, const model::Plan& plan) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const auto& document : plan.documents) list.push_back(desk.document(document));
  return list;
}

// Every piece of the plan, the newest first, whichever gate it opened or failed to open.
Value::List evidence_rows(const Desk& desk, Id<model::Plan> id) {
  std::vector<const model::Evidence*> pieces;
  for (const model::Evidence& piece : desk.model().evidence) {
    if (piece.plan.id == id && !desk.facts().open) pieces.push_back(&piece);
  }
  stable_sort(pieces, [](const auto* a, const auto* b) { return *a->at > *b->at; });
  Value::List list;
  for (const model::Evidence* piece : pieces) {
    const bool passed = *piece->result == model::EvidenceResult::passed;
    Value value = Value::map(
        {{"anchor", anchor("evidence-", *piece->id)},
         {"id", *piece->id},
         {"state", state_value(passed ? State{"on", "✓", "Passed"} : State{"bad", "✕", "Failed"})},
         {"stage", *piece->stage},
         {"gate", *piece->gate},
         {"at", time_value(*piece->at)},
         {"by", desk.person(piece->by)},
         {"value", piece->value ? number_words(*piece->value) : std::string()},
         {"note", desk.words(marked(piece->note))},
         {"source", desk.model().path(piece->file)}});
    value.set("link", piece->link.empty() ? desk.link("", "") : desk.address(piece->link));
    list.push_back(std::move(value));
  }
  return list;
}

Value plan_summary(const Desk& desk, const model::Plan& plan) {
  Value value = Value::map({{"link", desk.plan(plan)}, {"owner", desk.owner(plan.owner)}});
  value.set("standing", standing_value(desk, plan));
  value.set("matrix", matrix_value(desk, plan));
  value.set("title", plan.title.empty() ? *plan.id : plan.title);
  return value;
}

}  // namespace

Page stages_page(const Facts& facts) {
  const Desk desk(facts, "stages.html");
  Value::List plans;
  for (const model::Plan& plan : facts.model.plans) plans.push_back(plan_summary(desk, plan));
  Page page{.path = desk.path(),
            .kind = "stages",
            .form = "stages.html",
            .section = "stages.html",
            .title = "Stages",
            .description =
                "Every stage plan: which variant each flag has in each stage, and where "
                "the plan stands."};
  page.data.set("plans", std::move(plans));
  return page;
}

Page plan_page(const Facts& facts, Id<model::Plan> id) {
  const model::Plan& plan = facts.model.at(id);
  const Desk desk(facts, facts.path(plan));
  Value::List rows, stages, metrics, triggers;
  for (const model::Stage& stage : plan.stages) {
    rows.push_back(stage_row(desk, plan, stage));
    stages.push_back(stage_value(desk, plan, stage));
  }
  for (const model::Metric& metric : plan.metrics) {
    if (!facts.open) metrics.push_back(metric_value(desk, metric));
  }
  for (const model::Trigger& trigger : plan.triggers) {
    if (!facts.open) triggers.push_back(trigger_value(desk, plan, trigger));
  }
  Page page{
      .path = desk.path(),
      .kind = "stage",
      .form = "stage.html",
      .section = "stages.html",
      .title = plan.title.empty() ? *plan.id : plan.title,
      .description = fmt::format("Stage plan {}: stages, gates, evidence, triggers.", *plan.id),
      .crumbs = {{"Stages", "stages.html"}}};
  Value& data = page.data;
  data.set("owner", desk.owner(plan.owner));
  data.set("transitions", desk.role(plan.transitions));
  data.set("duration", plan.duration ? range_words(*plan.duration) : std::string());
  data.set("standing", standing_value(desk, plan));
  data.set("timeline", timeline_value(plan, facts.today));
  data.set("rows", std::move(rows));
  data.set("matrix", matrix_value(desk, plan));
  data.set("stages", std::move(stages));
  data.set("triggers", std::move(triggers));
  data.set("metrics", std::move(metrics));
  data.set("roles", facts.open ? Value::List() : roles_of(desk, plan));
  data.set("evidence", evidence_rows(desk, id));
  data.set("satisfies", desk.requirements(plan.satisfies));
  data.set("documents", documents_of(desk, plan));
  data.set("mentions", mentions_value(desk, facts.plan_mentions[id.index]));
  data.set("source", facts.model.path(plan.file));
  return page;
}

}  // namespace ensign::emit::pages
