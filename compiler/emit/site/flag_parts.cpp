#include "emit/site/flag_parts.h"

#include <fmt/format.h>

#include "emit/site/flag_facets.h"
#include "emit/site/rows.h"
#include "emit/site/stop.h"

namespace ensign::emit::pages {
namespace {

// Where a flag is stopped first: the last environment in which it exists.
std::string last_environment(const model::Flag& flag) {
  return flag.environments.empty() ? std::string() : *flag.environments.back().environment;
}

std::string_view tier_words(std::int64_t tier) {
  switch (tier) {
    case 0:
      return "Tier 0: clients fall back by themselves";
    case 1:
      return "Tier 1: users are asked first";
    case 2:
      return "Tier 2: only by explicit override, with an audit event";
    default:
      return "Unknown tier";
  }
}

std::string environment_title(const model::Model& model,
                              const model::FlagEnvironment& environment) {
  if (!environment.index) return *environment.environment;
  const std::string& title = model.config.environments[*environment.index].title;
  return title.empty() ? *environment.environment : title;
}

Value environment_value(const Desk& desk, const model::Flag& flag,
                        const model::FlagEnvironment& environment) {
  Value::List rules;
  // Who is who is nobody's business on an open site.
  const bool told = !desk.facts().open;
  for (const model::FlagRule& rule : environment.rules) {
    if (told)
      rules.push_back(Value::map({{"name", *rule.name},
                                  {"if", desk.condition(rule.condition)},
                                  {"serve", desk.serve(flag, rule.serve)}}));
  }
  const auto& all = desk.model().config.environments;
  const bool is_protected = environment.index && all[*environment.index].is_protected;
  Value value = Value::map({{"name", environment_title(desk.model(), environment)},
                            {"protected", is_protected},
                            {"state", state_value(flag_state(flag, &environment))},
                            {"default", desk.serve(flag, environment.serve)},
                            {"plan", desk.plan(environment.stages)},
                            {"hidden", told || environment.rules.empty()
                                           ? std::string()
                                           : plural(environment.rules.size(), "rule", "rules")}});
  value.set("rules", std::move(rules));
  value.set("without", flag.code_default ? state_value(variant_state(flag, **flag.code_default))
                                         : state_value({"none", "–", "not said"}));
  return value;
}

Value::List detail_rows(const Desk& desk, const model::Flag& flag) {
  FactRows rows(desk);
  rows.marked("What it does", flag.description);
  Value::List scopes, exposure;
  for (const auto& scope : flag.scopes) {
    scopes.push_back(desk.link(*scope, list_path("scope", *scope)));
  }
  for (const model::Exposure part : flag.exposure) {
    exposure.push_back(desk.link(model::spelling(part), ""));
  }
  if (!flag.area->empty()) {
    rows.link("Area", desk.link(*flag.area, list_path("area", *flag.area)));
  }
  rows.links("Rolled out to", std::move(scopes));
  rows.links("Satisfies", desk.requirements(flag.satisfies));
  if (flag.replaces) rows.code("New path in the code", *flag.replaces->fresh);
  if (flag.replaces) rows.code("Old path in the code", *flag.replaces->legacy);
  if (flag.env_var) rows.code("Environment variable", **flag.env_var);
  if (flag.code_default) rows.code("Default in the program", **flag.code_default);
  rows.add("Value", model::spelling(*flag.value));
  rows.add("Milestone", flag.milestone);
  rows.links("Carried in bundles for", std::move(exposure));
  if (flag.created) rows.when("Created", **flag.created);
  if (flag.expires) {
    rows.add("After the last day", flag.on_expiry == model::OnExpiry::keep
                                       ? "clients keep what they have; the flag is a debt"
                                       : "clients get the fallback");
  }
  if (flag.salt) rows.code("Salt of splits", **flag.salt);
  if (const Json::Object* meta = flag.meta.members()) {
    for (const auto& [name, value] : *meta) rows.add(name, value_words(value));
  }
  return rows.take();
}

}  // namespace

Value stop_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses) {
  Value::List levels;
  for (const auto level : uses.levels) levels.push_back(desk.level(level));
  const std::string environment = last_environment(flag);
  Value value =
      Value::map({{"environment", environment}, {"playbook", desk.playbook(flag.playbook)}});
  value.set("shown", !desk.facts().open);
  value.set("how", stop_parts(desk, *flag.key, {&flag}, environment));
  value.set("serves", flag.fallback ? state_value(variant_state(flag, *flag.fallback->serve))
                                    : state_value({}));
  value.set("safe", flag.fallback.has_value());
  value.set("levels", std::move(levels));
  const bool known = flag.playbook && flag.playbook->id;
  const auto window = known ? desk.model().at(*flag.playbook->id).window_seconds : std::nullopt;
  value.set("window", window ? duration_words(**window) : std::string());
  return value;
}

Value environments_value(const Desk& desk, const model::Flag& flag) {
  Value::List list;
  // The last of the promotion first: that is where questions come from.
  for (auto at = flag.environments.rbegin(); at != flag.environments.rend(); ++at) {
    list.push_back(environment_value(desk, flag, *at));
  }
  return list;
}

Value fallback_value(const Desk& desk, const model::Flag& flag) {
  const model::Fallback none{};
  const model::Fallback& fallback = flag.fallback ? *flag.fallback : none;
  Value::List translations;
  for (const model::Translation& of : fallback.translations) {
    translations.push_back(
        Value::map({{"language", *of.language}, {"badge", of.badge}, {"reason", of.reason}}));
  }
  FactRows rows(desk);
  rows.add("When", listed(fallback.triggers));
  if (fallback.telemetry) rows.code("Event", **fallback.telemetry);
  if (fallback.audit) rows.add("Audit", "written to the audit log");
  rows.link("Validated by", desk.evidence(fallback.validated_by));
  Value value = Value::map({{"given", flag.fallback.has_value()},
                            {"tier", tier_words(*fallback.tier)},
                            {"serve", state_value(variant_state(flag, *fallback.serve))},
                            {"badge", fallback.badge},
                            {"reason", desk.words(marked(fallback.reason))},
                            {"preserves", desk.words(marked(fallback.preserves))}});
  value.set("translations", std::move(translations));
  return value.set("more", desk.facts().open ? Value::List() : rows.take());
}

Value uses_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses) {
  const model::Model& model = desk.model();
  Value::List needs, needed_by, stages;
  for (const model::Requirement& needed : flag.requires_) {
    needs.push_back(Value::map({{"link", desk.flag(needed.flag)}, {"variant", *needed.serve}}));
  }
  for (const auto other : uses.required_by) needed_by.push_back(desk.flag(other));
  for (const StageUse& use : uses.stages) {
    const model::Plan& plan = model.at(use.plan);
    stages.push_back(
        Value::map({{"plan", desk.plan(plan)},
                    {"stage", desk.stage(plan, plan.stages[use.stage])},
                    {"variant", state_value(variant_state(flag, use.variant))},
                    {"percentage", number_words(*plan.stages[use.stage].percentage)}}));
  }
  Value value = Value::map();
  value.set("requires", std::move(needs));
  value.set("required_by", std::move(needed_by));
  value.set("stages", std::move(stages));
  value.set("mentions", mentions_value(desk, uses.mentions));
  return value;
}

Value details_value(const Desk& desk, const model::Flag& flag) {
  Value::List variants, extensions;
  for (const model::Variant& variant : flag.variants) {
    if (desk.facts().open) break;
    variants.push_back(Value::map({{"name", *variant.name}, {"value", canonical(variant.value)}}));
  }
  for (const model::Extension& of : flag.extensions) {
    extensions.push_back(
        Value::map({{"from", time_value(of.from)},
                    {"to", time_value(of.to)},
                    {"reason", desk.words(marked(of.reason))},
                    {"approved", of.approved ? desk.person(*of.approved) : desk.link("", "")}}));
  }
  Value value = Value::map();
  value.set("rows", desk.facts().open ? Value::List() : detail_rows(desk, flag));
  value.set("variants", std::move(variants));
  value.set("extensions", desk.facts().open ? Value::List() : std::move(extensions));
  return value;
}

namespace {

std::string expectation_words(const model::Flag& flag, const model::FlagTest& test) {
  std::string words = *test.expect;
  if (test.value) words += (words.empty() ? "" : " = ") + canonical(**test.value);
  if (!test.distribution) return words;
  for (const model::Share& share : test.distribution->shares) {
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", *flag.variants[share.variant].name,
                         percent_words(share.weight));
  }
  return words + " ± " + percent_words(test.distribution->within);
}

}  // namespace

Value tests_value(const Desk& desk, const model::Flag& flag) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const model::FlagTest& test : flag.tests) {
    std::string because = test.reason ? **test.reason : std::string();
    if (test.rule) because += (because.empty() ? "rule " : ", rule ") + **test.rule;
    std::string at = test.hash ? fmt::format("bucket {:.5g} %",
                                             static_cast<double>(*test.hash) * 100 / 4294967296.0)
                               : std::string();
    if (test.at_time) at += (at.empty() ? "" : ", ") + to_string(*test.at_time);
    list.push_back(Value::map({{"environment", *test.environment},
                               {"context", canonical(test.context)},
                               {"expect", expectation_words(flag, test)},
                               {"because", because},
                               {"at", at}}));
  }
  return list;
}

}  // namespace ensign::emit::pages
