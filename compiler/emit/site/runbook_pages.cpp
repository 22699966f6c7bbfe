// runbooks/index.html, runbooks/<domain>-<name>.html and kill-switches.html: what is open at 3 a.m.
#include <algorithm>
#include <fmt/format.h>

#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

std::int64_t budget_sum(const model::Playbook& playbook) {
  std::int64_t sum = 0;
  for (const auto& part : playbook.budget) sum += *part.second;
  return sum;
}

// "✓ 27 of 30 minutes": the parts of the budget against the agreed window.
State budget_state(const model::Playbook& playbook) {
  if (!playbook.window_seconds) return {"none", "–", "no window agreed"};
  const std::string window = duration_words(**playbook.window_seconds);
  if (playbook.budget.empty()) return {"none", "◷", window};
  const std::int64_t sum = budget_sum(playbook);
  const bool inside = sum <= **playbook.window_seconds;
  return {inside ? "on" : "bad", inside ? "✓" : "✕",
          fmt::format("{} of {}", duration_words(sum), window)};
}

Value summary(const Desk& desk, const model::Playbook& playbook) {
  Value::List flags;
  for (const auto& flag : playbook.flags) flags.push_back(desk.flag(flag));
  Value value = Value::map({{"link", desk.playbook(playbook)},
                            {"domain", playbook.domain},
                            {"owner", desk.owner(playbook.owner)},
                            {"budget", state_value(budget_state(playbook))},
                            {"who", desk.roles(playbook.who)}});
  value.set("flags", std::move(flags));
  return value;
}

bool points_at(const std::optional<model::Ref<model::Playbook>>& ref, Id<model::Playbook> id) {
  return ref && ref->id == id;
}

// Everything that names this playbook as its way back.
Value::List used_by(const Desk& desk, Id<model::Playbook> id) {
  const model::Model& model = desk.model();
  Value::List list;
  const auto add = [&](std::string_view what, Value link) {
    list.push_back(Value::map({{"what", what}, {"link", std::move(link)}}));
  };
  for (std::size_t i = 0; i < model.flags.size(); ++i) {
    if (points_at(model.flags[i].playbook, id)) add("Flag", desk.flag(id_at<model::Flag>(i)));
  }
  for (std::size_t i = 0; i < model.kill_levels.size(); ++i) {
    if (points_at(model.kill_levels[i].playbook, id)) {
      add("Kill switch", desk.level(id_at<model::KillLevel>(i)));
    }
  }
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      if (points_at(stage.rollback, id)) add("Stage", desk.stage(plan, stage));
    }
    if (std::any_of(plan.triggers.begin(), plan.triggers.end(),
                    [&](const auto& trigger) { return points_at(trigger.playbook, id); })) {
      add("Triggers of", desk.plan(plan));
    }
  }
  for (const model::Release& release : model.releases) {
    if (points_at(release.rollback, id)) add("Release", desk.release(release));
  }
  return list;
}

Value level_value(const Desk& desk, Id<model::KillLevel> id) {
  const model::KillLevel& level = desk.model().at(id);
  Value::List flags;
  std::string lines;
  for (const auto& flag : level.flags) {
    flags.push_back(desk.flag(flag));
    if (!flag.id) continue;
    lines += stop_lines(desk.model(), desk.model().at(*flag.id), desk.facts().production());
  }
  Value value = Value::map({{"id", *level.id},
                            {"anchor", level_anchor(level)},
                            {"title", level.title},
                            {"when", desk.words(marked(level.when))},
                            {"lines", std::move(lines)},
                            {"count", plural(level.flags.size(), "flag", "flags")},
                            {"playbook", desk.playbook(level.playbook)}});
  value.set("flags", std::move(flags));
  return value;
}

}  // namespace

Page playbooks_page(const Facts& facts) {
  const Desk desk(facts, "runbooks/index.html");
  Value::List playbooks;
  for (const auto& playbook : facts.model.playbooks) playbooks.push_back(summary(desk, playbook));
  Page page{.path = desk.path(),
            .kind = "playbooks",
            .form = "playbooks.html",
            .section = "runbooks/index.html",
            .title = "Runbooks",
            .description = "Rollback playbooks with their recovery windows and who may use them."};
  page.data.set("playbooks", std::move(playbooks));
  return page;
}

Page playbook_page(const Facts& facts, Id<model::Playbook> id) {
  const model::Playbook& playbook = facts.model.at(id);
  const Desk desk(facts, facts.path(playbook));
  Value::List parts;
  for (const auto& [name, seconds] : playbook.budget) {
    parts.push_back(Value::map({{"name", *name}, {"time", duration_words(*seconds)}}));
  }
  Page page{.path = desk.path(),
            .kind = "playbook",
            .form = "playbook.html",
            .section = "runbooks/index.html",
            .title = playbook.title.empty() ? playbook.path : playbook.title,
            .description = fmt::format("Rollback playbook {}.", playbook.path),
            .crumbs = {{"Runbooks", "runbooks/index.html"}}};
  page.data = summary(desk, playbook);
  Value& data = page.data;
  data.set("parts", std::move(parts));
  data.set("sum", duration_words(budget_sum(playbook)));
  data.set("window",
           playbook.window_seconds ? duration_words(**playbook.window_seconds) : std::string());
  data.set("zero_downtime", playbook.zero_downtime);
  data.set("preserves", desk.words(marked(playbook.preserves)));
  data.set("used_by", used_by(desk, id));
  data.set("prose", desk.prose(playbook.prose, playbook.file, 3));
  data.set("source", playbook.path);
  return page;
}

Page kill_switches_page(const Facts& facts) {
  const Desk desk(facts, "kill-switches.html");
  Value::List levels;
  for (std::size_t i = 0; i < facts.model.kill_levels.size(); ++i) {
    levels.push_back(level_value(desk, id_at<model::KillLevel>(i)));
  }
  Page page{.path = desk.path(),
            .kind = "kill-switches",
            .form = "kill-switches.html",
            .section = "kill-switches.html",
            .title = "Kill switches",
            .description =
                "The ladder of kill switches, from the smallest blast radius to the "
                "largest, with what to write for each."};
  page.data.set("levels", std::move(levels));
  page.data.set("environment", facts.production());
  return page;
}

}  // namespace ensign::emit::pages
