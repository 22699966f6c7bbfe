#include "model/linker.h"

#include <fmt/format.h>

#include "model/names.h"

namespace ensign::model {

void Names::add(std::string_view name) {
  index_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
  names_.push_back(name);
}

void Names::remember(std::string_view name, std::string message, std::string help) {
  gone_.try_emplace(name, std::pair(std::move(message), std::move(help)));
}

std::optional<std::uint32_t> Names::find(const Spanned<std::string>& name, Report& report) const {
  if (const auto at = index_.find(*name); at != index_.end()) return at->second;
  if (name->empty() || all_pass_ || unread_.contains(*name)) return std::nullopt;
  if (const auto gone = gone_.find(*name); gone != gone_.end()) {
    report.add(*rule_, name.span, gone->second.first, gone->second.second);
    return std::nullopt;
  }
  std::vector<std::string_view> known;
  if (unknown_++ < most_suggested) {
    for (const auto& [candidate, index] : index_) known.push_back(candidate);
    known.insert(known.end(), unread_.begin(), unread_.end());
  }
  report.add(*rule_, name.span, fmt::format("there is no {} `{}`", kind_, *name),
             suggestion(*name, known, fmt::format("declare it, or name another {}", kind_)));
  return std::nullopt;
}

Linker::Linker(Model& model, const Unread& unread, Report& report)
    : model_(model),
      report_(report),
      unread_(unread),
      roster_unread_(unread.people),
      incomplete_(model.paths.size() + 1, false),
      shared_metrics_unread_(unread.metrics),
      people_(unknown_person, "person"),
      owners_(unknown_owner, "team or person"),
      roles_(unknown_role, "role"),
      environments_(unknown_environment, "environment"),
      attributes_(unknown_attribute, "attribute"),
      scopes_(unknown_scope, "scope"),
      segments_(unknown_segment, "segment"),
      flags_(unknown_flag, "flag"),
      kill_levels_(unknown_kill_switch, "kill switch"),
      playbooks_(unknown_playbook, "playbook"),
      plans_(unknown_plan, "plan"),
      evidence_(unknown_evidence, "evidence"),
      heirs_(unknown_flag, "flag"),
      requirements_(unknown_requirement, "requirement"),
      releases_(unknown_release, "release"),
      incidents_(unknown_incident, "incident"),
      journal_(unknown_journal_entry, "journal entry"),
      calendar_(unknown_calendar_entry, "calendar entry"),
      metrics_(unknown_metric, "metric"),
      alerts_(unknown_alert, "alert"),
      kill_triggers_(unknown_trigger, "trigger of a kill switch"),
      areas_(unknown_area, "area") {
  for (const KillTrigger& trigger : model.kill_triggers) kill_triggers_.add(*trigger.id);
  for (const Team& team : model.teams) owners_.add(*team.id);
  for (const Person& person : model.people) owners_.add(*person.id);
  for (const Person& person : model.people) people_.add(*person.id);
  for (const Role& role : model.roles) roles_.add(*role.id);
  for (const Environment& environment : model.config.environments) {
    environments_.add(*environment.name);
  }
  for (const Attribute& attribute : model.config.attributes) attributes_.add(*attribute.name);
  for (const Scope& scope : model.config.scopes) scopes_.add(*scope.name);
  for (const Segment& segment : model.segments) segments_.add(*segment.name);
  for (const Flag& flag : model.flags) flags_.add(*flag.key);
  for (const KillLevel& level : model.kill_levels) kill_levels_.add(*level.id);
  for (const Playbook& playbook : model.playbooks) playbooks_.add(playbook.path);
  for (const Plan& plan : model.plans) plans_.add(*plan.id);
  for (const Evidence& evidence : model.evidence) evidence_.add(*evidence.id);
  // An area is a folder below flags/, also when no flag in it can be read.
  for (const std::string& path : model.paths) {
    const Classified classified = classify(model.config.layout, path);
    if (classified.kind == FileKind::flag && !classified.folder.empty()) {
      areas_.add(classified.folder);
    }
  }
  for (const Flag& flag : model.flags) heirs_.add(*flag.key);
  for (const Tombstone& tombstone : model.tombstones) heirs_.add(*tombstone.key);
  for (const auto& requirement : model.config.requirements) requirements_.add(*requirement.id);
  for (const Release& release : model.releases) releases_.add(*release.version);
  for (const Incident& incident : model.incidents) incidents_.add(*incident.id);
  for (const JournalEntry& entry : model.journal) journal_.add(*entry.id);
  for (const CalendarEntry& entry : model.calendar) calendar_.add(*entry.id);
  for (const Metric& metric : model.metrics) metrics_.add(*metric.name);
  for (const Alert& alert : model.alerts) alerts_.add(*alert.id);
  if (unread.config) {
    for (Names* names : {&environments_, &attributes_, &scopes_, &requirements_})
      names->let_pass_when_none();
  }
  if (unread.people) {
    for (Names* names : {&people_, &roles_}) names->let_pass_when_none();
    if (model.people.empty() || model.teams.empty()) owners_.let_all_pass();
  }
  if (unread.kill_levels) {
    for (Names* names : {&kill_levels_, &kill_triggers_}) names->let_pass_when_none();
  }
  if (unread.calendar) calendar_.let_pass_when_none();
  if (unread.metrics) {
    for (Names* names : {&metrics_, &alerts_}) names->let_pass_when_none();
  }
  segments_.let_pass(unread.segments);
  flags_.let_pass(unread.flags);
  heirs_.let_pass(unread.flags);
  if (unread.tombstones) heirs_.let_all_pass();
  plans_.let_pass(unread.plans);
  evidence_.let_pass(unread.evidence);
  playbooks_.let_pass(unread.playbooks);
  releases_.let_pass(unread.releases);
  incidents_.let_pass(unread.incidents);
  journal_.let_pass(unread.journal);
  for (const report::Finding& finding : report.findings()) {
    if (finding.severity == report::Severity::error) incomplete(finding.span.file);
  }
}

std::optional<std::uint32_t> Linker::find(const Names& names, const Spanned<std::string>& name) {
  const auto index = names.find(name, report_);
  if (!index) incomplete(name.span.file);
  return index;
}

void Linker::fault(const RuleInfo& rule, Span span, std::string message, std::string help) {
  report_.add(rule, span, std::move(message), std::move(help));
  incomplete(span.file);
}

void Linker::run() {
  link_config();
  link_tombstones();
  link_people();
  link_policy();
  link_segments();
  link_flags();
  link_kill_levels();
  link_groups();
  link_profiles();
  link_plans();
  link_evidence();
  link_documents();
  link_metrics();
  link_freezes();
  link_incidents();
  link_journal();
  link_drills();
  link_root();
  link_approvals();
  find_cycles();
  settle_completeness();
}

}  // namespace ensign::model
