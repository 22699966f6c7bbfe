// releases/incidents/<id>.md and releases/journal/<date>.md: what went wrong, what was done about
// it, and what was seen on a day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/release.h"

namespace ensign::model {

struct TimelineEntry {
  Spanned<Instant> at;
  Spanned<std::string> what;
  std::optional<Ref<Person>> by;
};

struct Review {
  Spanned<Date> due;
  std::optional<Spanned<Date>> done;
  std::optional<Ref<Person>> by;
  std::string link;
};

// Something to be done because of an incident.
struct ActionItem {
  Span span;
  Spanned<std::string> item;
  Spanned<bool> done;
  std::optional<Owner> owner;
  std::optional<Spanned<Date>> due;
  std::optional<Ref<Evidence>> evidence;
};

// Diagnostics that were kept. An exception lets them be kept as they are.
struct Diagnostics {
  struct Exception {
    Spanned<std::string> reason;
    Ref<Person> approved;
  };
  Span span;
  Spanned<std::string> what;
  Spanned<bool> redacted;
  Spanned<Date> expires;
  std::optional<Exception> exception;
};

// The end of a kill: the next bundle lifts that overlay, once every role that `resume:` of
// flags/kill-switches.yaml names has agreed.
struct Lift {
  Span span;
  Spanned<std::string> kill;  // `sha256:…`, the digest of the overlay
  std::vector<Approval> approved_by;
};

struct Incident {
  FileId file{};
  bool complete = true;     // false when something in its file could not be read or found
  Spanned<std::string> id;  // file stem
  std::string title;
  Spanned<SeverityLevel> severity;
  Spanned<IncidentState> state;
  std::optional<Spanned<TriggerClass>> trigger_class;
  std::optional<Spanned<std::string>> trigger;  // of flags/kill-switches.yaml
  Owner owner;
  Spanned<Instant> started;
  std::optional<Spanned<Instant>> detected, mitigated, resolved;  // never before the one before
  std::vector<Spanned<std::string>> environments;
  std::vector<Ref<Flag>> flags;
  std::optional<Ref<KillLevel>> kill_switch;  // the level that was pulled
  std::optional<Ref<Playbook>> playbook;
  std::vector<Ref<Release>> releases;
  std::vector<TimelineEntry> timeline;  // in the order of time
  std::vector<Lift> lifted;
  std::optional<Review> review;
  std::vector<ActionItem> actions;
  std::vector<Diagnostics> diagnostics;
  syntax::Markdown prose;
};

// Prose: sections `## Shipped`, `## Observed`, `## Anomalies`.
struct JournalEntry {
  FileId file{};
  bool complete = true;     // false when something in its file could not be read or found
  Spanned<std::string> id;  // file stem: the date as `YYYY-MM-DD`
  Date date;
  std::string title;
  std::optional<Ref<Person>> by;
  std::vector<Ref<Release>> releases;
  std::vector<Ref<Incident>> incidents;
  syntax::Markdown prose;
};

}  // namespace ensign::model
