// calendar.html: release days, maintenance windows and freezes, those of the next weeks day by day.
#include <fmt/format.h>

#include "base/stable_sort.h"
#include "emit/site/occurrences.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

constexpr std::int32_t days_ahead = 90;

State freeze_state(const model::Freeze& freeze, Instant as_of) {
  if (*freeze.until < as_of) return {"off", "○", "over"};
  if (*freeze.from <= as_of) return {"bad", "✕", "in force"};
  return {"part", "◷", "from " + to_string(date_of(*freeze.from))};
}

// What stands still: "production; flags of checkout".
Value::List frozen(const Desk& desk, const model::Freeze& freeze) {
  Value::List list;
  for (const auto& name : freeze.environments) list.push_back(desk.environment(*name));
  for (const auto& flag : freeze.flags) list.push_back(desk.flag(flag));
  for (const auto& area : freeze.areas) list.push_back(desk.link("flags of " + *area, ""));
  if (list.empty()) list.push_back(desk.link("everything", ""));
  return list;
}

Value freeze_value(const Desk& desk, const model::Freeze& freeze) {
  std::vector<std::string_view> except;
  for (const auto& type : freeze.except) except.push_back(model::spelling(*type));
  Value value =
      Value::map({{"anchor", anchor("freeze-", *freeze.id)},
                  {"title", title_or(freeze.title, *freeze.id)},
                  {"state", state_value(freeze_state(freeze, desk.model().as_of))},
                  {"from", time_value(*freeze.from)},
                  {"until", time_value(*freeze.until)},
                  {"reason", desk.words(marked(freeze.reason))},
                  {"except", except.empty() ? std::string() : listed_words(except) + " releases"},
                  {"owner", desk.owner(freeze.owner)},
                  {"asked", desk.role(freeze.requested_by)},
                  {"source", desk.model().path(freeze.file)}});
  value.set("frozen", frozen(desk, freeze));
  return value;
}

std::string clock(std::int64_t seconds) {
  return fmt::format("{:02}:{:02} UTC", seconds / 3600, seconds / 60 % 60);
}

// "every 2 weeks, on tuesday, at 02:00 UTC for 2 hours".
std::string rhythm(const model::CalendarEntry& entry) {
  std::string words = "every " + duration_words(*entry.every_seconds);
  if (entry.weekday) words += fmt::format(", on {}", weekday_words(*entry.first));
  if (entry.at) words += ", at " + clock(**entry.at);
  if (entry.length_seconds) words += " for " + duration_words(**entry.length_seconds);
  return words;
}

Value entry_value(const Desk& desk, std::size_t index) {
  const model::CalendarEntry& entry = desk.model().calendar[index];
  std::vector<std::string_view> types;
  for (const auto& type : entry.types) types.push_back(model::spelling(*type));
  const Date next = next_day(entry, desk.facts().today);
  Value value = Value::map(
      {{"anchor", anchor("entry-", *entry.id)},
       {"title", title_or(entry.title, *entry.id)},
       {"kind", model::spelling(*entry.kind)},
       {"types", types.empty() ? std::string() : listed_words(types)},
       {"rhythm", rhythm(entry)},
       {"notice", entry.notice_seconds ? duration_words(**entry.notice_seconds) : std::string()},
       {"next", time_value(next)},
       {"in", days_words(next.days - desk.facts().today.days)}});
  value.set("mentions", mentions_value(desk, desk.facts().calendar_mentions[index]));
  return value;
}

// One line for each day on which something is due: planned releases, entries, ends of freezes.
struct Day {
  Date date;
  State state;
  Value link;
};

std::vector<Day> coming_days(const Desk& desk) {
  const Facts& facts = desk.facts();
  std::vector<Day> days;
  const Date last{facts.today.days + days_ahead};
  for (const model::CalendarEntry& entry : facts.model.calendar) {
    const bool is_release = *entry.kind == model::CalendarKind::release;
    for (const Date date : days_of(entry, facts.today, last)) {
      days.push_back(
          {date, is_release ? State{"on", "◆", "Release day"} : State{"part", "▣", "Maintenance"},
           desk.link(title_or(entry.title, *entry.id), facts.path(entry))});
    }
  }
  for (const model::Release& release : facts.model.releases) {
    if (!release.date || **release.date < facts.today || **release.date > last) continue;
    days.push_back({**release.date, {"on", "●", "Release"}, desk.release(release)});
  }
  if (!facts.open) {
    for (const model::Freeze& freeze : facts.model.freezes) {
      const Value link = desk.link(title_or(freeze.title, *freeze.id), facts.path(freeze));
      const Date from = date_of(*freeze.from), until = date_of(*freeze.until);
      if (from >= facts.today && from <= last) {
        days.push_back({from, {"bad", "✕", "Freeze begins"}, link});
      }
      if (until >= facts.today && until <= last) {
        days.push_back({until, {"off", "○", "Freeze ends"}, link});
      }
    }
  }
  stable_sort(days, [](const Day& a, const Day& b) { return a.date < b.date; });
  return days;
}

}  // namespace

Page calendar_page(const Facts& facts) {
  const Desk desk(facts, "calendar.html");
  Value::List freezes, over, entries, days;
  if (!facts.open) {
    for (const model::Freeze& freeze : facts.model.freezes) {
      const bool is_over = *freeze.until < facts.model.as_of;
      (is_over ? over : freezes).push_back(freeze_value(desk, freeze));
    }
  }
  for (std::size_t i = 0; i < facts.model.calendar.size(); ++i) {
    entries.push_back(entry_value(desk, i));
  }
  for (Day& day : coming_days(desk)) {
    days.push_back(Value::map({{"date", time_value(day.date)},
                               {"weekday", weekday_words(day.date)},
                               {"in", days_words(day.date.days - facts.today.days)},
                               {"state", state_value(day.state)},
                               {"link", std::move(day.link)}}));
  }
  Page page{.path = desk.path(),
            .kind = "calendar",
            .form = "calendar.html",
            .section = "releases/index.html",
            .title = "Calendar",
            .description = "Release days, maintenance windows and freezes.",
            .crumbs = {{"Releases", "releases/index.html"}}};
  Value& data = page.data;
  data.set("any", !freezes.empty() || !over.empty() || !entries.empty() || !days.empty());
  data.set("freezes", std::move(freezes));
  data.set("over", std::move(over));
  data.set("entries", std::move(entries));
  data.set("days", std::move(days));
  data.set("ahead", std::to_string(days_ahead));
  data.set("source", facts.model.calendar.empty()
                         ? std::string()
                         : facts.model.path(facts.model.calendar.front().id.span.file));
  return page;
}

}  // namespace ensign::emit::pages
