// Calendar days and instants, always UTC. There is no "now" here: today is an input of the run.
// Source: RFC 3339, restricted to the forms `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ`; years 1970 to
// 9998, no leap seconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensign {

// Days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  friend constexpr bool operator==(Date, Date) = default;
  friend constexpr auto operator<=>(Date, Date) = default;
};

// Seconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t seconds = 0;

  friend constexpr bool operator==(Instant, Instant) = default;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

std::optional<Date> parse_date(std::string_view text);
std::optional<Instant> parse_instant(std::string_view text);

// What `--as-of` takes: an instant, or a date, which means 23:59:59Z of that day.
std::optional<Instant> parse_as_of(std::string_view text);

std::string to_string(Date date);
std::string to_string(Instant instant);

Date date_of(Instant instant);
Instant start_of(Date date);
Instant end_of(Date date);  // 23:59:59 of that day: a date field holds through its whole day

// A length of time as people write it: `30min`, `48h`, `3d`, `2w`; whole numbers, one unit.
std::optional<std::int64_t> parse_duration_seconds(std::string_view text);
std::string duration_to_string(
    std::int64_t seconds);  // `90min`, `48h`, `3d`: the largest whole unit

}  // namespace ensign
