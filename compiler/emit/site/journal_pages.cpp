// journal.html and journal/<yyyy-mm>.html: what was shipped, observed and odd, day by day.
#include <algorithm>
#include <fmt/format.h>

#include "emit/page/markdown_html.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

constexpr std::string_view month_names[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

// "2025-09" to "September 2025".
std::string month_words(std::string_view month) {
  const int number = (month[5] - '0') * 10 + (month[6] - '0');
  return fmt::format("{} {}", month_names[number - 1], month.substr(0, 4));
}

std::string month_of(const model::JournalEntry& entry) {
  return to_string(entry.date).substr(0, 7);
}

Value entry_value(const Desk& desk, const model::JournalEntry& entry) {
  Value::List releases, incidents;
  for (const auto& release : entry.releases) releases.push_back(desk.release(release));
  for (const auto& ref : entry.incidents) {
    incidents.push_back(ref.id ? desk.incident(desk.model().at(*ref.id))
                               : desk.link(*ref.name, ""));
  }
  const std::string day = to_string(entry.date);
  Value value = Value::map({{"anchor", "day-" + day},
                            {"link", desk.link(day, desk.facts().path(entry))},
                            {"date", time_value(entry.date)},
                            {"weekday", weekday_words(entry.date)},
                            {"title", entry.title},
                            {"by", entry.by ? desk.person(*entry.by) : desk.link("", "")},
                            {"source", desk.model().path(entry.file)}});
  value.set("releases", std::move(releases));
  value.set("incidents", std::move(incidents));
  return value;
}

// Days with their prose; ids of headings begin with the day, so that no two are alike.
Value::List days_value(const Desk& desk, const JournalMonth& month) {
  Value::List list;
  for (const std::uint32_t index : month.entries) {
    const model::JournalEntry& entry = desk.model().journal[index];
    Value value = entry_value(desk, entry);
    value.set("prose",
              desk.prose(entry.prose, entry.file, 3, "text-" + to_string(entry.date) + "-"));
    list.push_back(std::move(value));
  }
  return list;
}

}  // namespace

std::vector<JournalMonth> journal_months(const Facts& facts) {
  std::vector<JournalMonth> months;
  for (std::size_t i = facts.model.journal.size(); i-- > 0;) {
    const std::string month = month_of(facts.model.journal[i]);
    if (months.empty() || months.back().month != month) months.push_back({month, {}});
    months.back().entries.push_back(static_cast<std::uint32_t>(i));
  }
  return months;
}

Page journal_page(const Facts& facts) {
  const Desk desk(facts, "journal.html");
  Value::List months;
  for (const JournalMonth& month : journal_months(facts)) {
    Value::List days;
    for (const std::uint32_t index : month.entries) {
      days.push_back(entry_value(desk, facts.model.journal[index]));
    }
    Value value = Value::map({{"link", desk.link(month_words(month.month),
                                                 fmt::format("journal/{}.html", month.month))}});
    value.set("days", std::move(days));
    months.push_back(std::move(value));
  }
  Page page{.path = desk.path(),
            .kind = "journals",
            .form = "journals.html",
            .section = "releases/index.html",
            .title = "Journal",
            .description = "What was shipped and seen, day by day, the newest first.",
            .crumbs = {{"Releases", "releases/index.html"}}};
  page.data.set("months", std::move(months));
  return page;
}

Page journal_month_page(const Facts& facts, const JournalMonth& month) {
  const Desk desk(facts, fmt::format("journal/{}.html", month.month));
  Page page{
      .path = desk.path(),
      .kind = "journal",
      .form = "journal.html",
      .section = "releases/index.html",
      .title = "Journal of " + month_words(month.month),
      .description = fmt::format("What was shipped and seen in {}.", month_words(month.month)),
      .crumbs = {{"Releases", "releases/index.html"}, {"Journal", "journal.html"}}};
  page.data.set("days", days_value(desk, month));
  for (const std::uint32_t index : month.entries) {
    const model::JournalEntry& entry = facts.model.journal[index];
    page.text += entry.title + " " + desk.plain(entry.prose);
  }
  return page;
}

}  // namespace ensign::emit::pages
