#include "emit/site/facts.h"

#include <algorithm>
#include <fmt/format.h>

#include "emit/page/addresses.h"
#include "emit/page/links.h"
#include "policy/progress.h"
#include "trust/emergency.h"

namespace ensign::emit::pages {
namespace {

void collect_segments(const model::Condition& condition, std::vector<Id<model::Segment>>& found) {
  if (condition.segment && condition.segment->id) found.push_back(*condition.segment->id);
  for (const model::Condition& child : condition.children) collect_segments(child, found);
}

// Of a thing that is one of several on a page.
std::string place(std::string_view page, std::string_view kind, std::string_view name) {
  return fmt::format("{}#{}", page, anchor(kind, name));
}

template <typename Entity>
void add_once(std::vector<Id<Entity>>& list, Id<Entity> id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

}  // namespace

Facts::Facts(const seal::GovernedModel& sealed, std::span<const EmbeddedFile> rule_pages)
    : governed(sealed),
      model(sealed.model()),
      today(date_of(sealed.model().as_of)),
      open(*sealed.model().config.site == model::SiteKind::open),
      notes(release_notes(sealed.model())) {
  if (open) {
    // What operators and engineers are told is not for everybody.
    std::erase_if(notes,
                  [](const ReleaseNotes& of) { return of.audience != model::Audience::users; });
  }
  find_file_pages();
  find_file_pages_of_operations();
  find_flag_uses();
  find_segment_uses();
  find_mentions();
  for (const model::Plan& plan : model.plans) {
    current_stages.push_back(policy::current_stage(model, plan));
  }
  find_kill_signers();
  read_rule_pages(rule_pages);
}

std::string Facts::path(const model::Flag& flag) const { return address(flag); }
std::string Facts::path(const model::Segment& segment) const {
  return page_path("segments", *segment.name);
}
std::string Facts::path(const model::Plan& plan) const { return page_path("stages", *plan.id); }
std::string Facts::path(const model::Release& release) const { return address(release); }
std::string Facts::path(const model::Person& person) const {
  return page_path("people", *person.id);
}
std::string Facts::path(const model::Team& team) const { return page_path("teams", *team.id); }
std::string Facts::path(const RulePage& rule) const { return page_path("rules", rule.id); }
std::string Facts::path(const ReleaseNotes& of) const { return address(of); }

std::string Facts::path(const model::Playbook& playbook) const { return address(playbook); }

std::string Facts::path(const model::Group& group) const {
  return page_path("groups", *group.name);
}
std::string Facts::path(const model::Profile& profile) const {
  return page_path("profiles", *profile.name);
}
std::string Facts::path(const model::Incident& incident) const { return address(incident); }
std::string Facts::path(const model::JournalEntry& entry) const {
  const std::string day = to_string(entry.date);
  return fmt::format("journal/{}.html#day-{}", day.substr(0, 7), day);
}
std::string Facts::path(const model::Drill& drill) const { return address(drill); }
std::string Facts::path(const model::Waiver& waiver) const { return address(waiver); }
std::string Facts::path(const model::Freeze& freeze) const { return address(freeze); }
std::string Facts::path(const model::CalendarEntry& entry) const { return address(entry); }
std::string Facts::path(const model::Tombstone& tombstone) const {
  return page_path("flags", *tombstone.key);
}
std::string Facts::path(const model::DeclaredRequirement& requirement) const {
  return place("requirements.html", "requirement-", *requirement.id);
}
std::string Facts::path(const model::Evidence& of) const {
  if (!of.plan.id) return {};
  return place(path(model.at(*of.plan.id)), "evidence-", *of.id);
}

const std::string& Facts::production() const {
  static const std::string none;
  return model.config.environments.empty() ? none : *model.config.environments.back().name;
}

std::string Facts::level_path(const model::KillLevel& level) const {
  return place("kill-switches.html", "", *level.id);
}
std::string Facts::alert_path(const model::Alert& alert) const {
  return place("metrics.html", "alert-", *alert.id);
}
std::string Facts::stage_path(const model::Plan& plan, const model::Stage& stage) const {
  return place(path(plan), "stage-", *stage.id);
}

const std::vector<Id<model::Person>>& Facts::kill_signers(std::string_view environment) const {
  static const std::vector<Id<model::Person>> nobody;
  const auto found = kill_signers_.find(environment);
  return found == kill_signers_.end() ? nobody : found->second;
}

const RulePage* Facts::rule(std::string_view id) const {
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), id,
                       [](const RulePage& a, std::string_view b) { return a.id < b; });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

const model::Evidence* Facts::evidence(
    const std::optional<model::Ref<model::Evidence>>& ref) const {
  return ref && ref->id ? &model.at(*ref->id) : nullptr;
}

std::optional<std::string> Facts::page_of(const std::string& path) const {
  const auto found = std::lower_bound(model.paths.begin(), model.paths.end(), path);
  if (found == model.paths.end() || *found != path) return std::nullopt;
  return file_pages_[static_cast<std::size_t>(found - model.paths.begin())];
}

void Facts::note_file(FileId file, std::string page, const model::Owner* owner) {
  file_pages_[index_of(file)] = std::move(page);
  file_owners_[index_of(file)] = owner;
}

void Facts::find_file_pages() {
  file_pages_.resize(model.paths.size());
  file_owners_.resize(model.paths.size());
  for (const auto& segment : model.segments) note_file(segment.file, path(segment), &segment.owner);
  for (const auto& flag : model.flags) note_file(flag.file, path(flag), &flag.owner);
  if (!model.tombstones.empty()) {
    note_file(model.tombstones.front().key.span.file, std::string(retired_path), nullptr);
  }
  for (const auto& plan : model.plans) note_file(plan.file, path(plan), &plan.owner);
  for (const auto& playbook : model.playbooks) {
    note_file(playbook.file, path(playbook), &playbook.owner);
  }
  for (const auto& release : model.releases) note_file(release.file, path(release), &release.owner);
  for (const auto& evidence : model.evidence) {
    const bool known = evidence.plan.id.has_value();
    note_file(evidence.file, path(evidence), known ? &model.at(*evidence.plan.id).owner : nullptr);
  }
  for (const ReleaseNotes& of : notes) {
    for (const NotesGroup& group : of.groups) {
      for (const NotesEntry& entry : group.entries) {
        if (page_of(entry.note->file).empty()) note_file(entry.note->file, path(of), nullptr);
      }
    }
  }
}

void Facts::find_file_pages_of_operations() {
  for (const auto& group : model.groups) note_file(group.file, path(group), &group.owner);
  for (const auto& profile : model.profiles) note_file(profile.file, path(profile), &profile.owner);
  for (const auto& incident : model.incidents) {
    note_file(incident.file, path(incident), &incident.owner);
  }
  for (const auto& entry : model.journal) note_file(entry.file, path(entry), nullptr);
  for (const auto& drill : model.drills) note_file(drill.file, path(drill), &drill.owner);
  for (const auto& waiver : model.waivers) note_file(waiver.file, path(waiver), &waiver.owner);
  for (const auto& freeze : model.freezes) note_file(freeze.file, path(freeze), &freeze.owner);
  for (const auto& statement : model.statements) note_file(statement.file, "audit.html", nullptr);
  for (const auto& set : model.record_sets) note_file(set.file, "audit.html", nullptr);
  const auto shown = [&](FileId file, std::string_view at) {
    if (page_of(file).empty()) note_file(file, std::string(at), nullptr);
  };
  if (model.policy.file) shown(*model.policy.file, "policy.html");
  if (!model.people.empty()) shown(model.people.front().id.span.file, "people/index.html");
  if (!model.kill_levels.empty()) {
    shown(model.kill_levels.front().span.file, "kill-switches.html");
  }
  if (!model.metrics.empty()) shown(model.metrics.front().name.span.file, "metrics.html");
  if (!model.calendar.empty()) shown(model.calendar.front().id.span.file, "calendar.html");
  if (model.config.span.end > 0) shown(model.config.span.file, "environments.html");
}

void Facts::find_kill_signers() {
  for (const model::Environment& environment : model.config.environments) {
    std::set<std::string> holders;
    for (auto& key : trust::emergency_keys(model, *environment.name)) holders.insert(key.person);
    for (std::size_t i = 0; i < model.people.size(); ++i) {
      if (!holders.contains(*model.people[i].id)) continue;
      kill_signers_[*environment.name].push_back(id_at<model::Person>(i));
    }
  }
}

void Facts::find_flag_uses() {
  flag_uses.resize(model.flags.size());
  const auto uses = [&](const model::Ref<model::Flag>& flag) -> FlagUses* {
    return flag.id ? &flag_uses[flag.id->index] : nullptr;
  };
  for (std::size_t i = 0; i < model.flags.size(); ++i) {
    for (const auto& needed : model.flags[i].requires_) {
      if (auto* use = uses(needed.flag)) add_once(use->required_by, id_at<model::Flag>(i));
    }
  }
  for (std::size_t p = 0; p < model.plans.size(); ++p) {
    const auto& stages = model.plans[p].stages;
    for (std::size_t s = 0; s < stages.size(); ++s) {
      for (const auto& [flag, variant] : stages[s].serves) {
        if (auto* use = uses(flag)) {
          use->stages.push_back({id_at<model::Plan>(p), static_cast<std::uint32_t>(s), *variant});
        }
      }
    }
  }
  for (std::size_t k = 0; k < model.kill_levels.size(); ++k) {
    for (const auto& flag : model.kill_levels[k].flags) {
      if (auto* use = uses(flag)) add_once(use->levels, id_at<model::KillLevel>(k));
    }
  }
}

void Facts::find_segment_uses() {
  segment_flags.resize(model.segments.size());
  for (std::size_t i = 0; i < model.flags.size(); ++i) {
    std::vector<Id<model::Segment>> found;
    for (const auto& environment : model.flags[i].environments) {
      for (const auto& rule : environment.rules) collect_segments(rule.condition, found);
    }
    for (const Id<model::Segment> id : found) {
      add_once(segment_flags[id.index], id_at<model::Flag>(i));
    }
  }
}

// The first line of a rule's page is `# EN201 flag-expired`.
void Facts::read_rule_pages(std::span<const EmbeddedFile> rule_pages) {
  for (const EmbeddedFile& file : rule_pages) {
    std::string_view heading = file.bytes.substr(0, file.bytes.find('\n'));
    if (!heading.starts_with("# ")) continue;
    heading.remove_prefix(2);
    const std::size_t blank = std::min(heading.find(' '), heading.size());
    const std::string id(heading.substr(0, blank));
    const std::string name(heading.substr(std::min(blank + 1, heading.size())));
    rules.push_back({id, name, file.bytes, policy::find_rule(id)});
  }
  std::sort(rules.begin(), rules.end(),
            [](const RulePage& a, const RulePage& b) { return a.id < b.id; });
}

}  // namespace ensign::emit::pages
