#include "emit/interop/icalendar.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"

namespace ensign::emit {
namespace {

constexpr std::size_t line_octets = 75;  // RFC 5545, section 3.1, without the line break
constexpr std::int64_t days_of_week = 7;

// 20261231 and 20261231T235959Z: the extended forms without their separators.
std::string basic(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string repetition(std::int64_t days) {
  if (days % days_of_week == 0) {
    return fmt::format("RRULE:FREQ=WEEKLY;INTERVAL={}", days / days_of_week);
  }
  return fmt::format("RRULE:FREQ=DAILY;INTERVAL={}", days);
}

// TEXT of section 3.3.11.
std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : visible(value)) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

Calendar::Calendar(std::string_view name, Instant stamp) : stamp_(basic(to_string(stamp))) {
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//Ensign//Ensign//EN");
  line("CALSCALE:GREGORIAN");
  text("NAME", name);          // RFC 7986
  text("X-WR-CALNAME", name);  // what older programs read instead
}

void Calendar::line(std::string_view content) {
  std::size_t room = line_octets;
  while (content.size() > room) {
    std::size_t end = 0;
    while (end + code_point_at(content, end).length <= room) {
      end += code_point_at(content, end).length;
    }
    bytes_.append(content.substr(0, end)).append("\r\n ");
    content.remove_prefix(end);
    room = line_octets - 1;  // the blank that continues a line counts
  }
  bytes_.append(content).append("\r\n");
}

void Calendar::text(std::string_view property, std::string_view value) {
  if (!value.empty()) line(fmt::format("{}:{}", property, escaped(value)));
}

void Calendar::open(const CalendarEvent& event) {
  line("BEGIN:VEVENT");
  line("UID:" + event.uid);
  line("DTSTAMP:" + stamp_);
}

void Calendar::close(const CalendarEvent& event) {
  if (event.every_days > 0) line(repetition(event.every_days));
  text("SUMMARY", event.summary);
  text("DESCRIPTION", event.description);
  text("CATEGORIES", event.category);
  text("STATUS", event.status);
  line(event.takes_time ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
  line("END:VEVENT");
}

void Calendar::add_days(const CalendarEvent& event, Date first, std::int64_t days) {
  const Date end{first.days + static_cast<std::int32_t>(std::max<std::int64_t>(1, days))};
  open(event);
  line("DTSTART;VALUE=DATE:" + basic(to_string(first)));
  line("DTEND;VALUE=DATE:" + basic(to_string(end)));
  close(event);
}

void Calendar::add_time(const CalendarEvent& event, Instant begin, Instant end) {
  open(event);
  line("DTSTART:" + basic(to_string(begin)));
  if (begin < end) line("DTEND:" + basic(to_string(end)));
  close(event);
}

std::string Calendar::take() {
  line("END:VCALENDAR");
  return std::move(bytes_);
}

}  // namespace ensign::emit
