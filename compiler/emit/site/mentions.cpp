// Who names whom: one walk over everything that can name something else.
#include "emit/page/wording.h"
#include "emit/site/facts.h"

namespace ensign::emit::pages {
namespace {

const std::string& first_of(const std::string& title, const std::string& name) {
  return title.empty() ? name : title;
}

class MentionWalk {
 public:
  explicit MentionWalk(Facts& facts) : facts_(facts), model_(facts.model) {}

  void walk() {
    notes();
    // On an open site the others have no page.
    if (facts_.open) return;
    playbooks();
    flags();
    ladder();
    plans();
    releases();
    alerts();
    profiles();
    incidents();
    journal();
    drills();
    waivers();
    freezes();
  }

 private:
  void add(Mentions& list, const Mention& mention) {
    for (const Mention& other : list) {
      if (other.what == mention.what && other.path == mention.path) return;
    }
    list.push_back(mention);
  }
  void at(const model::Ref<model::Flag>& ref, const Mention& mention) {
    if (ref.id) facts_.flag_uses[ref.id->index].mentions.push_back(mention);
  }
  template <typename Entity>
  void at(std::vector<Mentions>& lists, const model::Ref<Entity>& ref, const Mention& mention) {
    if (ref.id) add(lists[ref.id->index], mention);
  }
  template <typename Entity>
  void at(std::vector<Mentions>& lists, const std::optional<model::Ref<Entity>>& ref,
          const Mention& mention) {
    if (ref) at(lists, *ref, mention);
  }

  void notes() {
    for (const model::Note& note : model_.notes) {
      const std::string& path = facts_.page_of(note.file);
      if (path.empty()) continue;
      for (const auto& flag : note.flags) at(flag, {"Release note", note.title, path});
    }
  }
  void playbooks() {
    for (const model::Playbook& playbook : model_.playbooks) {
      const Mention here = of(playbook);
      for (const auto& flag : playbook.flags) at(flag, here);
    }
  }
  void flags() {
    for (const model::Flag& flag : model_.flags) {
      if (!flag.playbook || !flag.playbook->id) continue;
      facts_.playbook_mentions[flag.playbook->id->index].push_back(
          {"Flag", *flag.key, facts_.path(flag)});
    }
  }
  void ladder() {
    for (const model::KillLevel& level : model_.kill_levels) {
      at(facts_.playbook_mentions, level.playbook,
         {"Kill switch", *level.id, facts_.level_path(level)});
    }
  }
  void plans() {
    for (const model::Plan& plan : model_.plans) {
      const std::string& title = first_of(plan.title, *plan.id);
      for (const model::Stage& stage : plan.stages) {
        const Mention here{"Stage", title + ", " + first_of(stage.title, *stage.id),
                           facts_.stage_path(plan, stage)};
        at(facts_.playbook_mentions, stage.rollback, here);
        at(facts_.segment_mentions, stage.segment, here);
      }
      for (const model::Trigger& trigger : plan.triggers) {
        at(facts_.playbook_mentions, trigger.playbook, {"Triggers of", title, facts_.path(plan)});
      }
    }
  }
  void releases() {
    for (const model::Release& release : model_.releases) {
      const Mention here{"Release", *release.version, facts_.path(release)};
      at(facts_.playbook_mentions, release.rollback, here);
      for (const auto& runbook : release.runbooks) at(facts_.playbook_mentions, runbook, here);
      for (const auto& message : release.communications) {
        at(facts_.playbook_mentions, message.template_, here);
      }
      for (const auto& service : release.services) {
        at(facts_.playbook_mentions, service.rollback, here);
        at(facts_.plan_mentions, service.plan, here);
      }
      for (const auto& plan : release.plans) at(facts_.plan_mentions, plan, here);
      for (const auto& migration : release.migrations) {
        at(facts_.calendar_mentions, migration.window, here);
      }
      for (const auto& flag : release.experiments) at(flag, here);
    }
  }
  void alerts() {
    for (const model::Alert& alert : model_.alerts) {
      const Mention here{"Alert", first_of(alert.title, *alert.id), facts_.alert_path(alert)};
      at(facts_.playbook_mentions, alert.runbook, here);
    }
  }
  void profiles() {
    for (const model::Profile& profile : model_.profiles) {
      for (const auto& [flag, variant] : profile.serves) {
        std::string text = *profile.name + " in " + *profile.environment + ": " + *variant;
        if (profile.verified) text += ", verified on " + to_string(*profile.verified->on);
        at(flag, {"Profile", std::move(text), facts_.path(profile)});
      }
    }
  }
  void incidents() {
    for (const model::Incident& incident : model_.incidents) {
      const Mention here{"Incident", first_of(incident.title, *incident.id), facts_.path(incident)};
      for (const auto& flag : incident.flags) at(flag, here);
      for (const auto& release : incident.releases) at(facts_.release_mentions, release, here);
      at(facts_.playbook_mentions, incident.playbook, here);
      at(facts_.level_mentions, incident.kill_switch, here);
    }
  }
  void journal() {
    for (const model::JournalEntry& entry : model_.journal) {
      const Mention here{"Journal", to_string(entry.date), facts_.path(entry)};
      for (const auto& release : entry.releases) at(facts_.release_mentions, release, here);
      for (const auto& incident : entry.incidents) at(facts_.incident_mentions, incident, here);
    }
  }
  void drills() {
    for (std::uint32_t i = 0; i < model_.drills.size(); ++i) {
      const model::Drill& drill = model_.drills[i];
      if (drill.playbook && drill.playbook->id) {
        facts_.playbook_drills[drill.playbook->id->index].push_back(i);
      }
      if (drill.kill_switch && drill.kill_switch->id) {
        facts_.level_drills[drill.kill_switch->id->index].push_back(i);
      }
      at(facts_.plan_mentions, drill.plan,
         {"Drill", first_of(drill.title, *drill.id), facts_.path(drill)});
    }
  }
  // `flag/KEY` and `flag/KEY@ENVIRONMENT`.
  void waivers() {
    constexpr std::string_view prefix = "flag/";
    for (const model::Waiver& waiver : model_.waivers) {
      if (!waiver.subject->starts_with(prefix)) continue;
      const std::string key =
          waiver.subject->substr(prefix.size(), waiver.subject->find('@') - prefix.size());
      if (const auto id = model_.flag(key)) {
        at({{key, {}}, *id},
           {"Waiver", *waiver.rule + " until " + to_string(*waiver.expires), facts_.path(waiver)});
      }
    }
  }
  // Those that name flags; what freezes everything stands on the page of the calendar.
  void freezes() {
    for (const model::Freeze& freeze : model_.freezes) {
      for (const auto& flag : freeze.flags) {
        at(flag, {"Freeze", first_of(freeze.title, *freeze.id), facts_.path(freeze)});
      }
    }
  }
  Mention of(const model::Playbook& playbook) const {
    return {"Runbook", first_of(playbook.title, playbook.path), facts_.path(playbook)};
  }

  Facts& facts_;
  const model::Model& model_;
};

}  // namespace

void Facts::find_mentions() {
  segment_mentions.resize(model.segments.size());
  playbook_mentions.resize(model.playbooks.size());
  level_mentions.resize(model.kill_levels.size());
  plan_mentions.resize(model.plans.size());
  release_mentions.resize(model.releases.size());
  incident_mentions.resize(model.incidents.size());
  calendar_mentions.resize(model.calendar.size());
  playbook_drills.resize(model.playbooks.size());
  level_drills.resize(model.kill_levels.size());
  MentionWalk(*this).walk();
}

}  // namespace ensign::emit::pages
