#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::int64_t week_seconds = 7 * 86400;

// `on:` repeats what `first:` and `every:` say, so that a reader need not count days.
void check_weekday(const CalendarEntry& entry, Report& report) {
  if (!entry.weekday || entry.first.span == Span{}) return;
  const Weekday actual = weekday_of(*entry.first);
  if (actual != **entry.weekday) {
    auto& finding = report.add(invalid_value, entry.weekday->span,
                               fmt::format("{} is a `{}`, not a `{}`", to_string(*entry.first),
                                           spelling(actual), spelling(**entry.weekday)),
                               "`on` is the day of the week of `first`: correct one of the two");
    finding.labels.push_back({entry.first.span, "the first day"});
  } else if (*entry.every_seconds % week_seconds != 0) {
    auto& finding = report.add(invalid_value, entry.weekday->span,
                               fmt::format("it does not come again on a `{}`", spelling(actual)),
                               "leave `on` out, or let it come every so many weeks");
    finding.labels.push_back({entry.every_seconds.span, "no whole weeks"});
  }
}

CalendarEntry decode_entry(const syntax::Entry& entry, Report& report) {
  CalendarEntry result;
  result.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "calendar entry", report);
  fields.required("title", read_text, result.title);
  fields.required("kind", read_word<CalendarKind>, result.kind);
  fields.list("types", read_word<ReleaseType>, result.types);
  fields.required("every", read_duration, result.every_seconds);
  fields.required("first", read_date, result.first);
  fields.optional("on", read_word<Weekday>, result.weekday);
  fields.optional("at", read_time_of_day, result.at);
  fields.optional("length", read_duration, result.length_seconds);
  fields.optional("notice", read_duration, result.notice_seconds);
  fields.finish();
  check_weekday(result, report);
  return result;
}

}  // namespace

// 1970-01-01 was a Thursday.
Weekday weekday_of(Date date) {
  const std::int32_t since_monday = (date.days % 7 + 7 + 3) % 7;
  return static_cast<Weekday>(since_monday);
}

std::vector<CalendarEntry> decode_calendar(const Node& root, Report& report) {
  std::vector<CalendarEntry> entries;
  Fields fields(root, "calendar", report);
  decode_named(fields.find_required("entries"), entries, report, decode_entry);
  fields.finish();
  return entries;
}

}  // namespace ensign::model
