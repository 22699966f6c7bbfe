// production.html: what is on in the last environment of the promotion now, flag by flag in words,
// and what is about to change there as far as files say.
#include <fmt/format.h>
#include <map>

#include "base/stable_sort.h"
#include "emit/site/flag_facets.h"
#include "emit/site/pages.h"
#include "emit/site/plan_parts.h"
#include "emit/site/timeline.h"
#include "policy/progress.h"

namespace ensign::emit::pages {
namespace {

constexpr std::int32_t days_ahead = 30;

// Something that will change what people get, and when; without a day it waits for people.
struct Coming {
  std::optional<Date> on;
  Value row;
};

Value coming_row(Value flag, std::string_view to, std::string_view when, Value what,
                 Value because) {
  return Value::map({{"link", std::move(flag)},
                     {"to", to},
                     {"when", when},
                     {"what", std::move(what)},
                     {"because", std::move(because)}});
}

// What the stage after the current one changes in production.
void add_stages(const Desk& desk, std::vector<Coming>& coming) {
  const model::Model& model = desk.model();
  for (std::size_t p = 0; p < model.plans.size(); ++p) {
    const model::Plan& plan = model.plans[p];
    const model::Stage* current = desk.facts().current_stages[p];
    if (current == nullptr) continue;
    // A stage that still waits for its entry gates is itself what comes next.
    const bool waits =
        policy::progress(model, plan, *current).phase == policy::Progress::Phase::waiting;
    const auto index = static_cast<std::size_t>(current - plan.stages.data()) + (waits ? 0 : 1);
    if (index >= plan.stages.size()) continue;
    const model::Stage& next = plan.stages[index];
    if (*next.environment != desk.facts().production()) continue;
    for (const auto& [flag, variant] : next.serves) {
      const State none{"none", "–", *variant};
      const State state = flag.id ? variant_state(model.at(*flag.id), *variant) : none;
      std::optional<Date> on;
      if (next.starts) on = **next.starts;
      coming.push_back(
          {on, coming_row(desk.flag(flag), audience_words(desk, next), start_words(plan, next),
                          state_value(state), desk.stage(plan, next))});
    }
  }
}

// Flags whose end turns them to their fallback.
void add_ends(const Desk& desk, std::vector<Coming>& coming) {
  const Date today = desk.facts().today;
  const auto& flags = desk.model().flags;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const model::Flag& flag = flags[i];
    if (!flag.expires || flag.on_expiry != model::OnExpiry::fallback || !flag.fallback) continue;
    const std::int32_t days = (*flag.expires)->days - today.days;
    if (days < 0 || days > days_ahead) continue;
    coming.push_back(
        {**flag.expires,
         coming_row(desk.flag(id_at<model::Flag>(i)), "everyone",
                    "after " + to_string(**flag.expires),
                    state_value(variant_state(flag, *flag.fallback->serve)),
                    desk.link("the flag ends", desk.facts().open ? "" : "expiry.html"))});
  }
}

Value::List coming_value(const Desk& desk) {
  std::vector<Coming> coming;
  add_stages(desk, coming);
  add_ends(desk, coming);
  stable_sort(coming, [](const Coming& a, const Coming& b) {
    return std::pair(!a.on, a.on) < std::pair(!b.on, b.on);
  });
  Value::List list;
  for (Coming& one : coming) list.push_back(std::move(one.row));
  return list;
}

// "`on`", or each rule in a sentence and then everybody else.
Value row_value(const Desk& desk, std::uint32_t index) {
  const model::Flag& flag = desk.model().flags[index];
  const model::FlagEnvironment* environment = flag.environment(desk.facts().production());
  Value::List rules;
  Html rest;
  if (environment != nullptr && !desk.facts().open) {
    for (const model::FlagRule& rule : environment->rules) {
      rules.push_back(Value::map(
          {{"if", desk.condition(rule.condition)}, {"serve", desk.serve(flag, rule.serve)}}));
    }
  }
  if (environment != nullptr) rest = desk.serve(flag, environment->serve);
  Value value = Value::map({{"link", desk.flag(id_at<model::Flag>(index))},
                            {"title", flag.title},
                            {"state", state_value(flag_state(flag, environment))},
                            {"rest", std::move(rest)},
                            {"owner", desk.owner(flag.owner)}});
  return value.set("rules", std::move(rules));
}

}  // namespace

Page production_page(const Facts& facts) {
  const Desk desk(facts, "production.html");
  std::map<std::string_view, std::vector<std::uint32_t>> by_tone;
  for (std::uint32_t i = 0; i < facts.model.flags.size(); ++i) {
    const model::Flag& flag = facts.model.flags[i];
    by_tone[flag_state(flag, flag.environment(facts.production())).tone].push_back(i);
  }
  const bool many = by_tone["on"].size() + by_tone["part"].size() > most_rows;
  Value::List part, on, off;
  if (!many) {
    for (const std::uint32_t flag : by_tone["part"]) part.push_back(row_value(desk, flag));
    for (const std::uint32_t flag : by_tone["on"]) on.push_back(row_value(desk, flag));
  }
  if (by_tone["off"].size() <= most_rows) {
    for (const std::uint32_t flag : by_tone["off"]) {
      off.push_back(desk.flag(id_at<model::Flag>(flag)));
    }
  }
  const model::Environment* environment = facts.model.config.environment(facts.production());
  const std::string name =
      environment ? title_or(environment->title, *environment->name) : "Production";
  Page page{.path = desk.path(),
            .kind = "production",
            .form = "production.html",
            .section = "index.html",
            .title = "What is on in " + name,
            .description = "What is served in " + name + " now, and what is about to change.",
            .crumbs = {{"Today", "index.html"}}};
  Value& data = page.data;
  data.set("environment", name);
  data.set("any", environment != nullptr && !facts.model.flags.empty());
  data.set("coming", coming_value(desk));
  data.set("many", many);
  data.set("list", desk.link("The list of flags", "flags/index.html"));
  data.set("on_count", by_tone["on"].size());
  data.set("part_count", by_tone["part"].size());
  data.set("off_count", by_tone["off"].size());
  data.set("absent_count", by_tone["none"].size());
  data.set("part", std::move(part));
  data.set("on", std::move(on));
  data.set("off", std::move(off));
  return page;
}

}  // namespace ensign::emit::pages
