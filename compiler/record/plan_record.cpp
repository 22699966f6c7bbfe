// A plan is approved once, and promoted on evidence: its record holds what every promotion rests
// on. Titles, dates, durations, success criteria, evidence and ticks are free to edit.

#include <algorithm>

#include "lower/stage.h"
#include "record/parts.h"

namespace ensign::record {
namespace {

template <typename Value>
Json limit(const std::optional<Spanned<Value>>& value) {
  return optional_value(value);
}

Json seconds(const std::optional<std::int64_t>& value) { return value ? Json(*value) : Json(); }

// With what is measured: who edits the query edits the gate.
Json threshold(const model::Model& model, const model::Plan& plan,
               const std::optional<model::Threshold>& limits) {
  if (!limits) return {};
  const model::Metric* metric = model.metric(plan, *limits);
  return Json::object({{"metric", *limits->metric.name},
                       {"query", metric == nullptr ? Json() : Json(metric->query)},
                       {"unit", metric == nullptr ? Json() : Json(metric->unit)},
                       {"comparison", spelled(limits->comparison)},
                       {"at_most", limit(limits->at_most)},
                       {"at_least", limit(limits->at_least)},
                       {"window", seconds(limits->window_seconds)}});
}

Json gate(const model::Model& model, const model::Plan& plan, const model::Gate& one) {
  return Json::object(
      {{"gate", *one.id},
       {"type", spelled(*one.type)},
       {"threshold", threshold(model, plan, one.threshold)},
       {"items", list_of(one.items, [](const auto& item) { return Json(*item.item); })},
       {"role", named(one.role)},
       {"window", optional_value(one.window_seconds)},
       {"stage", optional_value(one.stage)}});
}

Json gates(const model::Model& model, const model::Plan& plan,
           const std::vector<model::Gate>& list) {
  return list_of(list, [&](const model::Gate& one) { return gate(model, plan, one); });
}

template <typename Serves>
Json served(const Serves& serves) {
  Json object = Json::object();
  for (const auto& [flag, variant] : serves) object.set(*flag.name, *variant);
  return object;
}

Json step(const model::Step& one) {
  return Json::object(
      {{"serves", served(one.serves)}, {"monitor", optional_value(one.monitor_seconds)}});
}

Json trigger(const model::Model& model, const model::Plan& plan, const model::Trigger& one) {
  return Json::object({{"trigger", *one.id},
                       {"class", spelled(*one.trigger_class)},
                       {"threshold", threshold(model, plan, one.threshold)},
                       {"playbook", named(one.playbook)}});
}

// Nothing for a flag that does not let itself be driven by this plan there.
std::optional<Json> staged_record(lower::Segments& segments, const model::Plan& plan,
                                  const model::Stage& stage, const model::Ref<model::Flag>& ref,
                                  const std::string& variant) {
  const model::Model& model = segments.model();
  if (!ref.id || !model.at(*ref.id).complete) return std::nullopt;
  const model::Flag& flag = model.at(*ref.id);
  const model::FlagEnvironment* own = flag.environment(*stage.environment);
  const auto index = flag.variant_index(variant);
  if (own == nullptr || !own->index || !index) return std::nullopt;
  if (!own->stages || *own->stages->name != *plan.id) return std::nullopt;
  const model::Flag staged = lower::at_stage(model, flag, *own->index, stage, *index);
  return flag_json(segments, staged, *own->index);
}

Json flags(lower::Segments& segments, const model::Plan& plan, const model::Stage& stage) {
  Json object = Json::object();
  for (const auto& [flag, variant] : stage.serves) {
    const auto record = staged_record(segments, plan, stage, flag, *variant);
    object.set(*flag.name, Json::object({{"serve", *variant},
                                         {"record", record ? Json(content_of(*record)) : Json()}}));
  }
  return object;
}

Json stage(lower::Segments& segments, const model::Plan& plan, const model::Stage& one) {
  const model::Model& model = segments.model();
  return Json::object({{"stage", *one.id},
                       {"risk", one.risk ? spelled(**one.risk) : Json()},
                       {"optional", one.optional},
                       {"environment", *one.environment},
                       {"scope", optional_value(one.scope)},
                       {"segment", named(one.segment)},
                       {"percentage", *one.percentage},
                       {"soak", optional_value(one.soak_seconds)},
                       {"advance", one.advance ? spelled(**one.advance) : Json()},
                       {"entry", gates(model, plan, one.entry)},
                       {"steps", list_of(one.steps, step)},
                       {"exit", gates(model, plan, one.exit)},
                       {"rollback", named(one.rollback)},
                       {"flags", flags(segments, plan, one)}});
}

}  // namespace

Record plan_record(const model::Model& model, const model::Plan& plan) {
  lower::Segments segments(model);
  return as_record(Json::object(
      {{"format", format},
       {"subject", "plan/" + *plan.id},
       {"lowering", lower::lowering_version},
       {"owner", *plan.owner.name},
       {"transitions", named(plan.transitions)},
       {"triggers",
        list_of(plan.triggers, [&](const auto& one) { return trigger(model, plan, one); })},
       {"stages",
        list_of(plan.stages, [&](const auto& one) { return stage(segments, plan, one); })}}));
}

std::vector<Record> yields_of(const model::Model& model, const model::Plan& plan) {
  lower::Segments segments(model);
  std::vector<Record> yields;
  for (const model::Stage& stage : plan.stages) {
    for (const auto& [flag, variant] : stage.serves) {
      const auto record = staged_record(segments, plan, stage, flag, *variant);
      if (record) yields.push_back(as_record(*record));
    }
  }
  return yields;
}

}  // namespace ensign::record
