// When releases are due, and when there must be none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/flag.h"
#include "model/operation_words.h"

namespace ensign::model {

// releases/calendar.yaml: something that comes again, `every` so long after `first`.
struct CalendarEntry {
  Spanned<std::string> id;
  std::string title;
  Spanned<CalendarKind> kind;
  std::vector<Spanned<ReleaseType>> types;  // of release; empty for every type
  Spanned<std::int64_t> every_seconds;
  Spanned<Date> first;
  std::optional<Spanned<Weekday>> weekday;  // that of `first`, for the reader
  std::optional<Spanned<std::int64_t>> at;  // seconds after midnight UTC
  std::optional<Spanned<std::int64_t>> length_seconds;
  std::optional<Spanned<std::int64_t>> notice_seconds;  // how long ahead people are told
};

// releases/freezes/<id>.yaml: what is named stands still. When no environment, flag or area is
// named, everything does.
struct Freeze {
  FileId file{};
  bool complete = true;     // false when something in its file could not be read or found
  Spanned<std::string> id;  // file stem
  std::string title;
  std::string reason;
  Owner owner;
  std::optional<Ref<Role>> requested_by;
  Spanned<Instant> from;   // of a date its first second
  Spanned<Instant> until;  // of a date its last second
  std::vector<Spanned<std::string>> environments;
  std::vector<Ref<Flag>> flags;
  std::vector<Spanned<std::string>> areas;  // folders below flags/
  std::vector<Spanned<ReleaseType>> except;
};

Weekday weekday_of(Date date);

}  // namespace ensign::model
