#include "emit/interop/dates.h"

#include <algorithm>
#include <fmt/format.h>

#include "emit/interop/icalendar.h"
#include "emit/interop/identity.h"

namespace ensign::emit {
namespace {

constexpr std::int64_t day_seconds = 86'400;

const std::string& title_of(const std::string& title, const std::string& id) {
  return title.empty() ? id : title;
}

std::string calendar_name(const model::Model& model, std::string_view what) {
  const std::string& project = title_of(model.config.title, *model.config.name);
  return project.empty() ? std::string(what) : fmt::format("{}: {}", project, what);
}

// `a, b`
template <typename List, typename Name>
std::string listed(const List& list, Name name) {
  std::string text;
  for (const auto& item : list) {
    if (!text.empty()) text += ", ";
    text += name(item);
  }
  return text;
}

// ---- when flags and waivers end

void add_flag(Calendar& calendar, const model::Model& model, const model::Flag& flag) {
  if (!flag.expires) return;
  calendar.add_days({.uid = stable_uuid(model.config, "flag/" + *flag.key + "/ends"),
                     .summary = "Last day of flag " + *flag.key,
                     .description = fmt::format("{}\nOwner: {}\n{}", flag.title, *flag.owner.name,
                                                model.path(flag.file)),
                     .category = "EXPIRY",
                     .status = {}},
                    **flag.expires);
}

void add_waiver(Calendar& calendar, const model::Model& model, const model::Waiver& waiver) {
  calendar.add_days({.uid = stable_uuid(model.config, "waiver/" + *waiver.id + "/ends"),
                     .summary = "Last day of waiver " + *waiver.id,
                     .description = fmt::format("{} for {}\nOwner: {}", *waiver.rule,
                                                *waiver.subject, *waiver.owner.name),
                     .category = "EXPIRY",
                     .status = {}},
                    *waiver.expires);
}

// ---- what is due

std::string_view status_of(model::ReleaseState state) {
  switch (state) {
    case model::ReleaseState::planned:
      return "TENTATIVE";
    case model::ReleaseState::released:
      return "CONFIRMED";
    case model::ReleaseState::withdrawn:
      return "CANCELLED";
  }
  return "TENTATIVE";
}

void add_release(Calendar& calendar, const model::Model& model, const model::Release& release) {
  if (!release.date) return;
  calendar.add_days(
      {.uid = stable_uuid(model.config, "release/" + *release.version),
       .summary = fmt::format("Release {} {}", *release.version, release.title),
       .description = listed(release.highlights, [](const std::string& line) { return line; }),
       .category = "RELEASE",
       .status = status_of(*release.state)},
      **release.date);
}

// Steps are of whole days, as on the site.
void add_entry(Calendar& calendar, const model::Model& model, const model::CalendarEntry& entry) {
  const bool is_release = *entry.kind == model::CalendarKind::release;
  const CalendarEvent event{
      .uid = stable_uuid(model.config, "calendar/" + *entry.id),
      .summary = title_of(entry.title, *entry.id),
      .description = listed(entry.types, [](const auto& type) { return model::spelling(*type); }),
      .category = is_release ? "RELEASE" : "MAINTENANCE",
      .status = {},
      .every_days = std::max<std::int64_t>(1, *entry.every_seconds / day_seconds),
      .takes_time = !is_release};
  const std::int64_t length = entry.length_seconds ? **entry.length_seconds : 0;
  if (!entry.at) {
    return calendar.add_days(event, *entry.first, (length + day_seconds - 1) / day_seconds);
  }
  const Instant begin{start_of(*entry.first).seconds + **entry.at};
  calendar.add_time(event, begin, Instant{begin.seconds + length});
}

std::string frozen(const model::Freeze& freeze) {
  const auto name = [](const auto& spanned) { return *spanned; };
  std::string text;
  const auto add = [&text](std::string_view what, const std::string& names) {
    if (!names.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", what, names);
  };
  add("Environments", listed(freeze.environments, name));
  add("Flags", listed(freeze.flags, [](const auto& flag) { return *flag.name; }));
  add("Areas", listed(freeze.areas, name));
  return text.empty() ? "Everything stands still" : text;
}

void add_freeze(Calendar& calendar, const model::Model& model, const model::Freeze& freeze) {
  calendar.add_time({.uid = stable_uuid(model.config, "freeze/" + *freeze.id),
                     .summary = "Freeze: " + title_of(freeze.title, *freeze.id),
                     .description = fmt::format("{}\n{}", frozen(freeze), freeze.reason),
                     .category = "FREEZE",
                     .status = {},
                     .every_days = 0,
                     .takes_time = true},
                    *freeze.from, Instant{freeze.until->seconds + 1});
}

void add_due(Calendar& calendar, const model::Model& model, const std::string& subject,
             const std::string& summary, const std::string& owner, Date date) {
  calendar.add_days({.uid = stable_uuid(model.config, subject),
                     .summary = summary,
                     .description = "Owner: " + owner,
                     .category = "DUE",
                     .status = {}},
                    date);
}

template <typename Entity>
bool same(const std::optional<model::Ref<Entity>>& a, const std::optional<model::Ref<Entity>>& b) {
  return a && b && *a->name == *b->name;
}

bool drill_the_same(const model::Drill& a, const model::Drill& b) {
  if (a.scenario && b.scenario) return **a.scenario == **b.scenario;
  return same(a.kill_switch, b.kill_switch) || same(a.plan, b.plan) || same(a.playbook, b.playbook);
}

// A later drill of the same has taken its place.
bool is_overtaken(const model::Model& model, const model::Drill& drill) {
  return std::ranges::any_of(model.drills, [&](const model::Drill& later) {
    return later.date > drill.date && drill_the_same(drill, later);
  });
}

void add_drills(Calendar& calendar, const model::Model& model) {
  for (const model::Drill& drill : model.drills) {
    if (!drill.next || is_overtaken(model, drill)) continue;
    add_due(calendar, model, "drill-after/" + *drill.id,
            "Drill due: " + title_of(drill.title, *drill.id), *drill.next->owner.name,
            *drill.next->on);
  }
  for (const model::Playbook& playbook : model.playbooks) {
    if (!playbook.next_drill) continue;
    add_due(calendar, model, "drill-of/" + playbook.path,
            "Drill due: " + title_of(playbook.title, playbook.path),
            *playbook.next_drill->owner.name, *playbook.next_drill->on);
  }
}

void add_reviews(Calendar& calendar, const model::Model& model) {
  for (const model::Incident& incident : model.incidents) {
    if (!incident.review || incident.review->done) continue;
    add_due(calendar, model, "review/" + *incident.id,
            "Review due: " + title_of(incident.title, *incident.id), *incident.owner.name,
            *incident.review->due);
  }
}

OutFile expiry(const model::Model& model) {
  Calendar calendar(calendar_name(model, "ends of flags and waivers"), model.as_of);
  for (const model::Flag& flag : model.flags) add_flag(calendar, model, flag);
  for (const model::Waiver& waiver : model.waivers) add_waiver(calendar, model, waiver);
  return {"expiry.ics", calendar.take()};
}

OutFile due(const model::Model& model, Readers readers) {
  Calendar calendar(calendar_name(model, "releases and dates"), model.as_of);
  for (const model::Release& release : model.releases) add_release(calendar, model, release);
  for (const model::CalendarEntry& entry : model.calendar) add_entry(calendar, model, entry);
  if (readers == Readers::inside) {
    for (const model::Freeze& freeze : model.freezes) add_freeze(calendar, model, freeze);
    add_drills(calendar, model);
    add_reviews(calendar, model);
  }
  return {"calendar.ics", calendar.take()};
}

}  // namespace

OutFiles calendars(const model::Model& model, Readers readers) {
  OutFiles files{due(model, readers)};
  if (readers == Readers::inside) files.push_back(expiry(model));
  return files;
}

}  // namespace ensign::emit
