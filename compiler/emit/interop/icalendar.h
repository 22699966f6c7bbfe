// One iCalendar object (RFC 5545): the writer, which knows nothing of what is due. Lines end in
// CR LF and are folded at 75 octets between code points; texts are escaped; every event has UID and
// DTSTAMP.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"

namespace ensign::emit {

struct CalendarEvent {
  std::string uid;
  std::string summary;
  std::string description;      // may be empty
  std::string_view category;    // FREEZE; may be empty
  std::string_view status;      // TENTATIVE, CONFIRMED or CANCELLED; may be empty
  std::int64_t every_days = 0;  // again after so many days, without end; 0: once
  bool takes_time = false;      // it blocks the day of those who see it
};

class Calendar {
 public:
  // `stamp` is when the calendar was made: its DTSTAMP.
  Calendar(std::string_view name, Instant stamp);

  void add_days(const CalendarEvent& event, Date first, std::int64_t days = 1);
  // `end` is the first second after it; the same as `begin` for a moment.
  void add_time(const CalendarEvent& event, Instant begin, Instant end);

  // Ends the object.
  std::string take();

 private:
  void line(std::string_view content);  // folds
  void text(std::string_view property, std::string_view value);
  void open(const CalendarEvent& event);
  void close(const CalendarEvent& event);

  std::string bytes_;
  std::string stamp_;
};

}  // namespace ensign::emit
