#include "base/date.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace ensign {
namespace {

constexpr std::int64_t seconds_per_day = 86400;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day civil(Date date) {
  return std::chrono::sys_days{std::chrono::days{date.days}};
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970 || *year > 9998) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*year},
                                        std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z') {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = digits(text.substr(11, 2));
  const auto minute = digits(text.substr(14, 2));
  const auto second = digits(text.substr(17, 2));
  if (!date || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Instant{date->days * seconds_per_day + *hour * 3600 + *minute * 60 + *second};
}

std::optional<Instant> parse_as_of(std::string_view text) {
  if (const auto instant = parse_instant(text)) return instant;
  if (const auto date = parse_date(text)) return end_of(*date);
  return std::nullopt;
}

std::string to_string(Date date) {
  const auto ymd = civil(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string to_string(Instant instant) {
  const std::int64_t rest = instant.seconds - start_of(date_of(instant)).seconds;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(date_of(instant)), rest / 3600,
                     rest / 60 % 60, rest % 60);
}

Date date_of(Instant instant) {
  std::int64_t days = instant.seconds / seconds_per_day;
  if (instant.seconds % seconds_per_day < 0) --days;
  return Date{static_cast<std::int32_t>(days)};
}

Instant start_of(Date date) { return Instant{date.days * seconds_per_day}; }

Instant end_of(Date date) { return Instant{date.days * seconds_per_day + seconds_per_day - 1}; }

namespace {

struct DurationUnit {
  std::string_view name;
  std::int64_t seconds;
};
constexpr std::array<DurationUnit, 5> duration_units{
    {{"w", 604800}, {"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}}};

}  // namespace

std::optional<std::int64_t> parse_duration_seconds(std::string_view text) {
  if (text.starts_with('-')) return std::nullopt;  // also "-0d"
  std::int64_t count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count > 1'000'000) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  for (const DurationUnit& known : duration_units) {
    if (unit == known.name) return count * known.seconds;
  }
  return std::nullopt;
}

// Weeks are not offered: "14d" is read faster than "2w" where hours and days stand beside it.
std::string duration_to_string(std::int64_t seconds) {
  for (const DurationUnit& unit : duration_units) {
    const bool three_days_or_more = unit.name == "d" && seconds >= 3 * unit.seconds;
    if (unit.name == "w" || (unit.name == "d" && !three_days_or_more)) continue;
    if (seconds % unit.seconds == 0) return fmt::format("{}{}", seconds / unit.seconds, unit.name);
  }
  return fmt::format("{}s", seconds);
}

}  // namespace ensign
