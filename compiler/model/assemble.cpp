#include "model/assemble.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "model/names.h"
#include "model/pattern.h"
#include "model/version.h"

namespace ensign::model {
namespace {

std::string_view file_name(const Model& model, FileId file) {
  return classify(model.config.layout, model.path(file)).name;
}

// Sorts by name, and keeps the first file of each name. A file whose own name differs from what it
// holds has a finding already: it gives way, and what it should hold counts as unread.
template <typename Entity>
void keep_first(std::vector<Entity>& entities, Spanned<std::string> Entity::* name,
                std::string_view kind, std::set<std::string, std::less<>>& unread,
                const Model& model, Report& report) {
  std::ranges::sort(entities, [name](const Entity& a, const Entity& b) {
    return std::tie((a.*name).value, a.file) < std::tie((b.*name).value, b.file);
  });
  std::vector<Entity> kept;
  kept.reserve(entities.size());
  for (Entity& entity : entities) {
    const Spanned<std::string>& id = entity.*name;
    const std::string_view expected = file_name(model, entity.file);
    const bool misplaced = expected != *id;
    if (misplaced) unread.insert(std::string(expected));
    if (kept.empty() || *(kept.back().*name) != *id) {
      kept.push_back(std::move(entity));
    } else if (file_name(model, kept.back().file) != *id) {
      if (!misplaced) kept.back() = std::move(entity);
    } else if (!misplaced) {
      auto& finding =
          report.add(key_taken, id.span, fmt::format("there is already a {} `{}`", kind, *id),
                     "give each its own name, or remove one of the files");
      finding.labels.push_back({(kept.back().*name).span, "the first"});
    }
  }
  entities = std::move(kept);
}

// By precedence; what is no version (a folder named otherwise) comes first.
void sort_releases(std::vector<Release>& releases) {
  std::vector<std::pair<std::optional<Version>, Release>> keyed;
  for (Release& release : releases) {
    keyed.emplace_back(parse_version(*release.version), std::move(release));
  }
  std::ranges::sort(keyed, [](const auto& a, const auto& b) {
    if (!a.first || !b.first) {
      return a.first || b.first ? !a.first : a.second.file < b.second.file;
    }
    const auto order = precedence(*a.first, *b.first);
    if (order != 0) return order < 0;
    return std::tie(*a.second.version, a.second.file) < std::tie(*b.second.version, b.second.file);
  });
  releases.clear();
  for (auto& [version, release] : keyed) releases.push_back(std::move(release));
}

}  // namespace

void Assembly::add(FileResult result, const Place& place) {
  const bool faulty = result.report.has_errors();
  const bool unread = std::holds_alternative<std::monostate>(result.decoded);
  switch (place.classified.kind) {
    case FileKind::config:
      unread_.config = faulty || unread;
      break;
    case FileKind::people:
      unread_.people = faulty || unread;
      has_roster_ = true;
      break;
    case FileKind::tombstones:
      unread_.tombstones = faulty || unread;
      break;
    case FileKind::kill_levels:
      unread_.kill_levels = faulty || unread;
      break;
    case FileKind::metrics:
      unread_.metrics = faulty || unread;
      break;
    case FileKind::calendar:
      unread_.calendar = faulty || unread;
      break;
    default:
      break;
  }
  if (unread) note_unread(place);
  model_.whole = model_.whole && !faulty && !unread;
  report_.merge(std::move(result.report));
  take(std::move(result.decoded));
}

// A file in the wrong place, or with the wrong ending, is still what others mean by its name.
void Assembly::note_stray(const Place& place) {
  std::string_view name = place.path;
  name.remove_prefix(name.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  for (auto* names : {&unread_.flags, &unread_.segments, &unread_.plans, &unread_.evidence,
                      &unread_.releases, &unread_.incidents}) {
    names->emplace(name);
  }
}

void Assembly::note_unread(const Place& place) {
  const std::string name(place.classified.name);
  switch (place.classified.kind) {
    case FileKind::unknown:
      note_stray(place);
      break;
    case FileKind::group:
    case FileKind::profile:
      note_stray(place);  // it may be a flag in the wrong folder
      break;
    case FileKind::policy:
      model_.policy.file = place.file;
      break;
    case FileKind::waiver:
      unread_.waivers.insert(name);
      break;
    case FileKind::root:
      unread_roots_.insert(name);
      break;
    case FileKind::flag:
      unread_.flags.insert(name);
      break;
    case FileKind::segment:
      unread_.segments.insert(name);
      break;
    case FileKind::plan:
      unread_.plans.insert(name);
      break;
    case FileKind::evidence:
      unread_.evidence.insert(name);
      break;
    case FileKind::playbook:
      unread_.playbooks.emplace(place.path);
      break;
    case FileKind::release:
      unread_.releases.insert(name);
      break;
    case FileKind::incident:
      unread_.incidents.insert(name);
      break;
    case FileKind::journal:
      unread_.journal.insert(name);
      break;
    default:
      break;
  }
}

void Assembly::take(Decoded decoded) {
  const auto append = [&]<typename Entity>(std::vector<Entity>& list) {
    if (auto* entity = std::get_if<Entity>(&decoded)) list.push_back(std::move(*entity));
  };
  take_root(decoded);
  append(model_.waivers);
  append(model_.statements);
  append(model_.record_sets);
  append(model_.segments);
  append(model_.flags);
  append(model_.groups);
  append(model_.profiles);
  append(model_.plans);
  append(model_.evidence);
  append(model_.playbooks);
  append(model_.releases);
  append(model_.notes);
  append(model_.freezes);
  append(model_.incidents);
  append(model_.journal);
  append(model_.drills);
  if (auto* ladder = std::get_if<Ladder>(&decoded)) {
    model_.kill_levels = std::move(ladder->levels);
    model_.kill_triggers = std::move(ladder->triggers);
    model_.kill_procedure = std::move(ladder->procedure);
  }
  if (auto* tombstones = std::get_if<std::vector<Tombstone>>(&decoded)) {
    model_.tombstones = std::move(*tombstones);
  }
  if (auto* policy = std::get_if<Policy>(&decoded)) model_.policy = std::move(*policy);
  if (auto* entries = std::get_if<std::vector<CalendarEntry>>(&decoded)) {
    model_.calendar = std::move(*entries);
  }
  if (auto* observability = std::get_if<Observability>(&decoded)) {
    model_.metrics = std::move(observability->metrics);
    model_.dashboards = std::move(observability->dashboards);
    model_.alerts = std::move(observability->alerts);
  }
  if (auto* roster = std::get_if<Roster>(&decoded)) {
    model_.people = std::move(roster->people);
    model_.teams = std::move(roster->teams);
    model_.roles = std::move(roster->roles);
  }
}

void Assembly::check_flag_keys() {
  std::optional<Pattern> pattern;
  if (model_.config.key_pattern) {
    if (auto parsed = Pattern::parse(**model_.config.key_pattern)) pattern = std::move(*parsed);
  }
  std::unordered_map<std::string, const Flag*> alike;
  for (const Flag& flag : model_.flags) {
    const auto [first, fresh] = alike.try_emplace(key_fold(*flag.key), &flag);
    if (!fresh) {
      const Flag& other = *first->second;
      auto& finding =
          report_.add(key_too_similar, flag.key.span,
                      fmt::format("`{}` and `{}` are one key to people and to many programs",
                                  *flag.key, *other.key),
                      "choose keys that differ in more than case, `.`, `_` and `-`");
      finding.labels.push_back({other.key.span, "the other one"});
    }
    const bool declared = flag.key.span.begin != flag.key.span.end;
    if (pattern && declared && !pattern->matches(*flag.key)) {
      auto& finding = report_.add(
          invalid_key, flag.key.span,
          fmt::format("`{}` does not fit the pattern `{}`", *flag.key, **model_.config.key_pattern),
          "rename the flag, or widen `keys.pattern` in ensign.yaml");
      finding.labels.push_back({model_.config.key_pattern->span, "the pattern"});
    }
  }
}

void Assembly::check_retired_keys() {
  std::unordered_map<std::string, Id<Tombstone>> alike;
  for (std::size_t i = 0; i < model_.tombstones.size(); ++i) {
    alike.try_emplace(key_fold(*model_.tombstones[i].key), id_at<Tombstone>(i));
  }
  for (const Flag& flag : model_.flags) {
    const auto same = model_.tombstone(*flag.key);
    const auto similar = alike.find(key_fold(*flag.key));
    const bool declared = flag.key.span.begin != flag.key.span.end;
    if (!declared || similar == alike.end()) continue;
    const Tombstone& tombstone = model_.at(same.value_or(similar->second));
    auto& finding = report_.add(
        key_retired, flag.key.span,
        same ? fmt::format("the key `{}` is retired", *flag.key)
             : fmt::format("`{}` is too like the retired key `{}`", *flag.key, *tombstone.key),
        "choose a new key: programs that are still about may ask for the old flag");
    finding.labels.push_back({tombstone.key.span, "retired here"});
  }
}

// A plan finds a metric among its own first, so one name must not mean two things.
void Assembly::check_metric_names() {
  std::unordered_map<std::string_view, Span> shared;
  for (const Metric& metric : model_.metrics) shared.emplace(*metric.name, metric.name.span);
  for (const Plan& plan : model_.plans) {
    for (const Metric& metric : plan.metrics) {
      const auto same = shared.find(*metric.name);
      if (same == shared.end()) continue;
      auto& finding = report_.add(key_taken, metric.name.span,
                                  fmt::format("there is already a metric `{}`", *metric.name),
                                  "leave it out here: a plan may name every metric of that file");
      finding.labels.push_back({same->second, "for all plans"});
    }
  }
}

void Assembly::check_roster_exists() {
  if (has_roster_) return;
  unread_.people = true;
  const bool needed = !model_.flags.empty() || !model_.segments.empty() || !model_.plans.empty() ||
                      !model_.playbooks.empty() || !model_.releases.empty() ||
                      !model_.freezes.empty() || !model_.incidents.empty() ||
                      !model_.drills.empty();
  if (!needed || unread_.config) return;
  Span place = model_.config.span;
  place.begin = place.end = 0;
  report_.add(missing_file, place,
              fmt::format("there is no `{}/people.yaml`", model_.config.layout.trust),
              "owners and roles are looked up there: name the people and teams");
}

void Assembly::finish() {
  keep_first(model_.waivers, &Waiver::id, "waiver", unread_.waivers, model_, report_);
  std::ranges::sort(model_.statements, {}, &Statement::file);
  std::ranges::sort(model_.record_sets, {}, &RecordSet::digest);
  keep_first(model_.segments, &Segment::name, "segment", unread_.segments, model_, report_);
  keep_first(model_.flags, &Flag::key, "flag", unread_.flags, model_, report_);
  keep_first(model_.plans, &Plan::id, "plan", unread_.plans, model_, report_);
  keep_first(model_.evidence, &Evidence::id, "piece of evidence", unread_.evidence, model_,
             report_);
  std::set<std::string, std::less<>> nobody_refers;
  keep_first(model_.groups, &Group::name, "group", nobody_refers, model_, report_);
  keep_first(model_.profiles, &Profile::name, "profile", nobody_refers, model_, report_);
  keep_first(model_.notes, &Note::id, "note", nobody_refers, model_, report_);
  keep_first(model_.freezes, &Freeze::id, "freeze", nobody_refers, model_, report_);
  keep_first(model_.incidents, &Incident::id, "incident", unread_.incidents, model_, report_);
  keep_first(model_.journal, &JournalEntry::id, "journal entry", unread_.journal, model_, report_);
  keep_first(model_.drills, &Drill::id, "drill", nobody_refers, model_, report_);
  std::ranges::sort(model_.playbooks, {}, &Playbook::path);
  sort_releases(model_.releases);
  finish_root();
  check_flag_keys();
  check_retired_keys();
  check_metric_names();
  check_roster_exists();
}

}  // namespace ensign::model
