// kill-switches.html: the ladder, what calls for which rung, and how a kill is done.
#include "emit/site/drill_parts.h"
#include "emit/site/pages.h"
#include "emit/site/stop.h"

namespace ensign::emit::pages {
namespace {

Value level_value(const Desk& desk, Id<model::KillLevel> id) {
  const model::KillLevel& level = desk.model().at(id);
  Value::List flags;
  std::vector<const model::Flag*> stopped;
  for (const auto& flag : level.flags) {
    flags.push_back(desk.flag(flag));
    if (flag.id) stopped.push_back(&desk.model().at(*flag.id));
  }
  Value value = Value::map({{"id", *level.id},
                            {"anchor", level_anchor(level)},
                            {"title", level.title},
                            {"when", desk.words(marked(level.when))},
                            {"count", plural(level.flags.size(), "flag", "flags")},
                            {"playbook", desk.playbook(level.playbook)},
                            {"preserves", desk.words(marked(level.preserves))}});
  value.set("flags", std::move(flags));
  value.set("how", stop_parts(desk, *level.id, stopped, desk.facts().production()));
  value.set("mentions", mentions_value(desk, desk.facts().level_mentions[id.index]));
  return value.set("drills", drills_value(desk, desk.facts().level_drills[id.index]));
}

Value kill_trigger_value(const Desk& desk, const model::KillTrigger& trigger) {
  const State classes[] = {{"bad", "✕", "P0"}, {"part", "!", "P1"}, {"none", "?", "P2"}};
  Value::List levels;
  for (const auto& level : trigger.levels) levels.push_back(desk.level(std::optional(level)));
  Value value = Value::map({{"title", title_or(trigger.title, *trigger.id)}});
  value.set("state", state_value(trigger.trigger_class
                                     ? classes[static_cast<std::size_t>(**trigger.trigger_class)]
                                     : State{"none", "–", "no class"}));
  return value.set("levels", std::move(levels));
}

}  // namespace

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
  const model::KillProcedure& procedure = facts.model.kill_procedure;
  Value::List workflow, triggers;
  for (const auto& step : procedure.workflow) workflow.push_back(desk.words(marked(*step)));
  for (const auto& trigger : facts.model.kill_triggers) {
    triggers.push_back(kill_trigger_value(desk, trigger));
  }
  page.data.set("workflow", std::move(workflow));
  page.data.set("activate", desk.roles(procedure.activate));
  page.data.set("resume", desk.roles(procedure.resume));
  page.data.set("triggers", std::move(triggers));
  page.data.set("source", facts.model.kill_levels.empty()
                              ? std::string()
                              : facts.model.path(facts.model.kill_levels.front().span.file));
  return page;
}

}  // namespace ensign::emit::pages
