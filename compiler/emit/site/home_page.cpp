// index.html, "Today": what needs a person, where the environments and plans stand, what comes
// next.
#include <algorithm>
#include <map>

#include "emit/site/findings.h"
#include "emit/site/pages.h"
#include "emit/site/progress.h"

namespace ensign::emit::pages {
namespace {

constexpr std::size_t most_findings = 50;  // on this page; policy.html has all
constexpr std::int32_t soon_days = 30;

const model::Stage* current_stage(const Facts& facts, const model::Plan& plan) {
  return facts.current_stages[static_cast<std::size_t>(&plan - facts.model.plans.data())];
}

// A gate of a stage whose turn it is, which waits for somebody to say yes.
Value::List open_sign_offs(const Desk& desk) {
  Value::List list;
  for (const model::Plan& plan : desk.model().plans) {
    const model::Stage* stage = current_stage(desk.facts(), plan);
    if (stage == nullptr || desk.facts().open) continue;
    for (const auto* gates : {&stage->entry, &stage->exit}) {
      for (const model::Gate& gate : *gates) {
        const bool waits = *gate.type == model::GateType::sign_off &&
                           policy::opening(desk.model(), plan, gate) == Opening::open;
        if (!waits) continue;
        Value value = gate_value(desk, plan, gate);
        value.set("plan", desk.plan(plan));
        value.set("stage", desk.stage(plan, *stage));
        list.push_back(std::move(value));
      }
    }
  }
  return list;
}

Value environment_value(const Desk& desk, const model::Environment& environment) {
  std::size_t on = 0, part = 0, off = 0, absent = 0;
  for (const model::Flag& flag : desk.model().flags) {
    const State state = flag_state(flag, flag.environment(*environment.name));
    if (state.tone == "on")
      ++on;
    else if (state.tone == "part")
      ++part;
    else if (state.tone == "off")
      ++off;
    else
      ++absent;
  }
  return Value::map({{"name", environment.title.empty() ? *environment.name : environment.title},
                     {"protected", environment.is_protected},
                     {"on", on},
                     {"part", part},
                     {"off", off},
                     {"absent", absent}});
}

Value plan_value(const Desk& desk, const model::Plan& plan) {
  const Facts& facts = desk.facts();
  const model::Stage* stage = current_stage(facts, plan);
  Value value = Value::map({{"plan", desk.plan(plan)}, {"owner", desk.owner(plan.owner)}});
  value.set("stage", stage ? desk.stage(plan, *stage) : desk.link("all stages", ""));
  const Progress done = stage ? policy::progress(facts.model, plan, *stage) : Progress{};
  value.set("state", state_value(stage ? progress_state(done) : State{"on", "✓", "Complete"}));
  value.set("gates", stage ? std::to_string(done.passed) + " of " + std::to_string(done.total)
                           : std::string());
  return value;
}

struct Milestone {
  std::size_t flags = 0, notes = 0;
  Value::List releases, readers;
};

Value::List milestones(const Desk& desk) {
  std::map<std::string, Milestone> found;
  for (const auto& flag : desk.model().flags) {
    if (!flag.milestone.empty()) ++found[flag.milestone].flags;
  }
  for (const auto& note : desk.model().notes) {
    if (!note.milestone.empty()) ++found[note.milestone].notes;
  }
  for (const auto& release : desk.model().releases) {
    found[release.milestone].releases.push_back(desk.release(release));
  }
  for (const ReleaseNotes& notes : desk.facts().notes) {
    found[notes.milestone].readers.push_back(
        desk.link(model::spelling(notes.audience), desk.facts().path(notes)));
  }
  Value::List list;
  for (auto& [name, milestone] : found) {
    Value value =
        Value::map({{"name", name}, {"flags", milestone.flags}, {"notes", milestone.notes}});
    value.set("releases", std::move(milestone.releases));
    value.set("readers", std::move(milestone.readers));
    list.push_back(std::move(value));
  }
  return list;
}

std::string production_title(const Facts& facts) {
  const model::Environment* last = facts.model.config.environment(facts.production());
  return last == nullptr ? std::string("production") : title_or(last->title, *last->name);
}

Value tile(std::size_t count, std::string_view words, std::string_view tone, std::string href) {
  return Value::map({{"count", count},
                     {"words", words},
                     {"tone", count == 0 ? "none" : tone},
                     {"href", std::move(href)}});
}

Value::List tiles(const Desk& desk, std::size_t needs, std::size_t debts) {
  const Facts& facts = desk.facts();
  std::size_t expired = 0, soon = 0, rolling = 0;
  for (const model::Flag& flag : facts.model.flags) {
    const State state = flag_state(flag, flag.environment(facts.production()));
    if (state.tone == "part") ++rolling;
    if (!flag.expires) continue;
    const std::int32_t days = (*flag.expires)->days - facts.today.days;
    if (days < 0)
      ++expired;
    else if (days <= soon_days)
      ++soon;
  }
  Value::List list;
  if (!facts.open) {
    const auto running = static_cast<std::size_t>(std::count_if(
        facts.model.incidents.begin(), facts.model.incidents.end(),
        [](const auto& incident) { return *incident.state != model::IncidentState::resolved; }));
    list.push_back(tile(needs, "need a person", "bad", "#needs"));
    list.push_back(tile(debts, "debts", "part", "#debts"));
    list.push_back(tile(running, "incidents not over", "bad", desk.to("incidents.html")));
    list.push_back(tile(expired, "expired", "bad", desk.to("expiry.html")));
    list.push_back(tile(soon, "end in 30 days", "part", desk.to("expiry.html")));
  }
  list.push_back(tile(rolling, "rolling out", "part", desk.to("production.html")));
  list.push_back(tile(facts.model.flags.size(), "flags", "none", desk.to("flags/index.html")));
  return list;
}

// What clients get as they did before: it may name people, so an open site has none of it.
Value::List carried(const Desk& desk) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const seal::Carried& one : desk.facts().governed.carried()) {
    list.push_back(Value::map({{"subject", one.subject}, {"why", desk.words(marked(one.why))}}));
  }
  return list;
}

}  // namespace

Page home_page(const Facts& facts) {
  const Desk desk(facts, "index.html");
  Page page{.path = desk.path(),
            .kind = "home",
            .form = "home.html",
            .section = "index.html",
            .title = "Today",
            .description = "What needs a person, what is rolling out, and what ends soon."};
  Value::List findings, debts, environments, plans;
  std::size_t needs = 0;
  for (const report::Finding* finding : open_findings(facts)) {
    if (facts.open) break;
    if (finding->rule->rule_class == report::RuleClass::late) continue;
    if (++needs <= most_findings) findings.push_back(finding_value(desk, *finding));
  }
  for (const report::Finding& debt : facts.governed.debts()) {
    if (facts.open) break;
    if (debts.size() < most_findings) debts.push_back(finding_value(desk, debt));
  }
  for (const auto& environment : facts.model.config.environments) {
    environments.push_back(environment_value(desk, environment));
  }
  for (const auto& plan : facts.model.plans) plans.push_back(plan_value(desk, plan));
  Value::List sign_offs = open_sign_offs(desk);
  needs += sign_offs.size();
  Value& data = page.data;
  data.set("tiles", tiles(desk, needs, facts.governed.debts().size()));
  data.set("needs", needs > 0);
  data.set("production", desk.link("What is on in " + production_title(facts), "production.html"));
  data.set("sign_offs", std::move(sign_offs));
  data.set("findings", std::move(findings));
  data.set("debts", std::move(debts));
  data.set("carried", carried(desk));
  data.set("environments", std::move(environments));
  data.set("plans", std::move(plans));
  data.set("milestones", milestones(desk));
  data.set("policy", facts.open ? std::string() : desk.to("policy.html"));
  return page;
}

}  // namespace ensign::emit::pages
