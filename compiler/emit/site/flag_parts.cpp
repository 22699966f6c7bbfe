#include "emit/site/flag_parts.h"

#include <fmt/format.h>

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
  for (const model::FlagRule& rule : environment.rules) {
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
                            {"plan", desk.plan(environment.stages)}});
  value.set("rules", std::move(rules));
  value.set("without", flag.code_default ? state_value(variant_state(flag, **flag.code_default))
                                         : state_value({"none", "–", "not said"}));
  return value;
}

void add_row(Value::List& rows, std::string_view name, Value value) {
  if (value.truth()) rows.push_back(Value::map({{"name", name}, {"value", std::move(value)}}));
}

Value code(const Desk& desk, std::string_view text) { return desk.words(Words().code(text)); }

std::string listed(const std::vector<Spanned<std::string>>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + *name;
  return text;
}

// "checkout-experiments: 40 % of the users by workspace; none of them gets exp-b"
std::string group_words(const model::Model& model, const model::Flag& flag) {
  if (!flag.group) return {};
  const model::Group& group = model.at(*flag.group);
  std::string share, others;
  for (const model::GroupMember& member : group.members) {
    if (*member.flag.name == *flag.key) {
      share = percent_words(member.weight);
    } else {
      others += (others.empty() ? "" : ", ") + *member.flag.name;
    }
  }
  return fmt::format("{}: {} of the users by {}{}", *group.name, share,
                     group.by ? **group.by : "targetingKey",
                     others.empty() ? "" : "; none of them gets " + others);
}

// "known-safe in production: off, verified on 2026-05-01"
std::string profile_words(const model::Model& model, const model::Flag& flag) {
  std::string text;
  for (const model::Profile& profile : model.profiles) {
    for (const auto& [served, variant] : profile.serves) {
      if (*served.name != *flag.key) continue;
      text += fmt::format("{}{} in {}: {}", text.empty() ? "" : "; ", *profile.name,
                          *profile.environment, *variant);
      if (profile.verified) text += ", verified on " + to_string(*profile.verified->on);
    }
  }
  return text;
}

}  // namespace

Value stop_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses) {
  Value::List levels;
  for (const auto level : uses.levels) levels.push_back(desk.level(level));
  const std::string environment = last_environment(flag);
  Value value = Value::map({{"lines", stop_lines(desk.model(), flag, environment)},
                            {"environment", environment},
                            {"playbook", desk.playbook(flag.playbook)}});
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
  return Value::map(
      {{"given", flag.fallback.has_value()},
       {"tier", tier_words(*fallback.tier)},
       {"serve", state_value(variant_state(flag, *fallback.serve))},
       {"badge", fallback.badge},
       {"reason", desk.words(marked(fallback.reason))},
       {"preserves", desk.words(marked(fallback.preserves))},
       {"validated", fallback.validated_by ? *fallback.validated_by->name : std::string()}});
}

Value uses_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses) {
  const model::Model& model = desk.model();
  Value::List needs, needed_by, stages, mentions;
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
  for (const auto index : uses.notes) {
    const model::Note& note = model.notes[index];
    mentions.push_back(
        Value::map({{"what", "Release note"},
                    {"link", desk.link(note.title, desk.facts().page_of(note.file))}}));
  }
  for (const auto playbook : uses.playbooks) {
    mentions.push_back(
        Value::map({{"what", "Runbook"}, {"link", desk.playbook(model.at(playbook))}}));
  }
  Value value = Value::map();
  value.set("requires", std::move(needs));
  value.set("required_by", std::move(needed_by));
  value.set("stages", std::move(stages));
  value.set("mentions", std::move(mentions));
  return value;
}

Value details_value(const Desk& desk, const model::Flag& flag) {
  Value::List rows, variants, extensions;
  for (const model::Variant& variant : flag.variants) {
    variants.push_back(Value::map({{"name", *variant.name}, {"value", canonical(variant.value)}}));
  }
  for (const model::Extension& extension : flag.extensions) {
    extensions.push_back(Value::map({{"from", time_value(extension.from)},
                                     {"to", time_value(extension.to)},
                                     {"reason", desk.words(marked(extension.reason))}}));
  }
  add_row(rows, "What it does", desk.words(marked(flag.description)));
  add_row(rows, "Group", group_words(desk.model(), flag));
  add_row(rows, "Profiles", profile_words(desk.model(), flag));
  add_row(rows, "Rolled out to", listed(flag.scopes));
  add_row(rows, "Satisfies", listed(flag.satisfies));
  if (flag.replaces) add_row(rows, "New path in the code", code(desk, *flag.replaces->fresh));
  if (flag.replaces) add_row(rows, "Old path in the code", code(desk, *flag.replaces->legacy));
  if (flag.env_var) add_row(rows, "Environment variable", code(desk, **flag.env_var));
  if (flag.code_default) add_row(rows, "Default in the program", code(desk, **flag.code_default));
  add_row(rows, "Value", model::spelling(*flag.value));
  add_row(rows, "Milestone", flag.milestone);
  std::string exposure;
  for (const model::Exposure part : flag.exposure) {
    exposure += (exposure.empty() ? "" : ", ") + std::string(model::spelling(part));
  }
  add_row(rows, "Carried in bundles for", exposure);
  if (flag.created) add_row(rows, "Created", to_string(**flag.created));
  if (flag.expires) {
    add_row(rows, "After the last day",
            flag.on_expiry == model::OnExpiry::keep
                ? "clients keep what they have; the flag is a debt"
                : "clients get the fallback");
  }
  if (flag.salt) add_row(rows, "Salt of splits", code(desk, **flag.salt));
  if (const Json::Object* meta = flag.meta.members()) {
    for (const auto& [name, value] : *meta) add_row(rows, name, value_words(value));
  }
  Value value = Value::map();
  value.set("rows", std::move(rows));
  value.set("variants", std::move(variants));
  value.set("extensions", std::move(extensions));
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

Value tests_value(const model::Flag& flag) {
  Value::List list;
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
