#include "base/date.h"

#include <doctest/doctest.h>

using namespace ensign;

TEST_CASE("dates count days since 1970 (values from `date -u -d … +%s` divided by 86400)") {
  CHECK(parse_date("1970-01-01")->days == 0);
  CHECK(parse_date("2000-02-29")->days == 11016);
  CHECK(parse_date("2026-11-20")->days == 20777);
  CHECK(to_string(Date{20777}) == "2026-11-20");
  CHECK(to_string(*parse_date("9998-12-31")) == "9998-12-31");
}

TEST_CASE("what is no day of the calendar is no date") {
  for (const char* text :
       {"2026-02-30", "2025-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "1969-12-31", "9999-01-01", "0000-01-01", "2026-1-01", "2026/01/01", "26-01-01",
        " 2026-01-01", "2026-01-01 ", "+026-01-01", "2026-01-0x", "", "2026-01-01T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
}

TEST_CASE("instants count seconds and are UTC") {
  CHECK(parse_instant("2026-11-20T22:10:00Z")->seconds == 1795212600);
  CHECK(to_string(Instant{1795212600}) == "2026-11-20T22:10:00Z");
  CHECK(to_string(Instant{0}) == "1970-01-01T00:00:00Z");
  for (const char* text :
       {"2026-11-20T24:00:00Z", "2026-11-20T22:60:00Z", "2016-12-31T23:59:60Z",
        "2026-11-20T22:10:00+01:00", "2026-11-20T22:10:00", "2026-11-20t22:10:00z",
        "2026-11-20 22:10:00Z", "2026-11-20T22:10Z", "2026-11-20T22:10:00.0Z", "2026-11-20"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text).has_value());
  }
}

TEST_CASE("a date given as the present means its last second") {
  CHECK(to_string(*parse_as_of("2026-11-20")) == "2026-11-20T23:59:59Z");
  CHECK(to_string(*parse_as_of("2026-11-20T01:02:03Z")) == "2026-11-20T01:02:03Z");
  CHECK_FALSE(parse_as_of("today").has_value());
}

TEST_CASE("the day of an instant is found on both sides of its borders") {
  const Date day = *parse_date("2026-11-20");
  CHECK(date_of(start_of(day)) == day);
  CHECK(date_of(end_of(day)) == day);
  CHECK(date_of(Instant{end_of(day).seconds + 1}).days == day.days + 1);
  CHECK(date_of(Instant{-1}).days == -1);
}

TEST_CASE("durations are one whole number and one unit") {
  CHECK(parse_duration_seconds("45s") == 45);
  CHECK(parse_duration_seconds("30min") == 1800);
  CHECK(parse_duration_seconds("48h") == 172800);
  CHECK(parse_duration_seconds("3d") == 259200);
  CHECK(parse_duration_seconds("2w") == 1209600);
  CHECK(parse_duration_seconds("0d") == 0);
  for (const char* text : {"", "3", "d", "3 d", "3m", "3D", "-3d", "-0d", "+3d", "1.5h", "1h30min",
                           "3days", "1000001d", "99999999999999999999d"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration_seconds(text).has_value());
  }
}

TEST_CASE("durations are written in the unit that people would take") {
  CHECK(duration_to_string(90) == "90s");
  CHECK(duration_to_string(5400) == "90min");
  CHECK(duration_to_string(86400) == "24h");
  CHECK(duration_to_string(172800) == "48h");
  CHECK(duration_to_string(259200) == "3d");
  CHECK(duration_to_string(1209600) == "14d");
}
