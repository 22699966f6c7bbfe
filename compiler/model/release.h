// Releases, changelog entries and rollback playbooks: Markdown files with front matter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/announcement.h"
#include "model/stage.h"

namespace ensign::model {

struct Alert;
struct CalendarEntry;
struct JournalEntry;

// Detection, decision, execution, verification: seconds each, in the order in which they happen.
using PhaseTimes = std::vector<std::pair<Spanned<std::string>, Spanned<std::int64_t>>>;

struct Approval {
  Ref<Role> role;
  Ref<Person> by;
  Spanned<Date> on;
};

struct NextDrill {
  Spanned<Date> on;
  Owner owner;
};

struct Playbook {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  std::string path;  // identity: `rollbacks/search/query-engine.md`
  std::string domain;
  std::string title;
  Owner owner;
  std::vector<Ref<Flag>> flags;
  std::optional<Spanned<std::int64_t>> window_seconds;  // agreed recovery window
  PhaseTimes budget;                                    // parts of that window
  std::vector<Ref<Role>> who;
  bool zero_downtime = false;
  std::string preserves;  // data that survives
  Spanned<PlaybookKind> kind;
  std::optional<Spanned<RollbackOption>> option;
  std::optional<Spanned<std::string>> migration;  // how migrated data is taken back
  std::vector<Addressee> audience;                // of a template
  std::optional<Moment> moment;
  std::optional<Spanned<PlaybookStatus>> status;
  std::vector<Ref<Role>> reviewers;
  std::vector<Approval> approved_by;
  std::optional<Spanned<Date>> updated;
  std::vector<ChecklistItem> criteria;  // when it is good enough
  std::optional<Spanned<SeverityLevel>> severity;
  std::vector<Ref<Alert>> alerts;  // that it answers
  std::vector<std::string> keep;   // what must not be deleted
  std::vector<std::string> verify;
  std::optional<NextDrill> next_drill;
  std::vector<Spanned<std::string>> satisfies;  // ids of requirements
  std::vector<LinkedDocument> documents;
  syntax::Markdown prose;
};

struct NamedCheck {
  std::string list;  // name of the checklist: `quality`
  ChecklistItem item;
};

// A migration of data that the release brings.
struct Migration {
  Span span;
  Spanned<std::string> text;
  bool breaking = false;
  std::optional<Ref<CalendarEntry>> window;  // when it runs
  std::string rollback;
};

// A part that is rolled out, and back, on its own.
struct ServiceRollout {
  Spanned<std::string> service;
  std::optional<Ref<Plan>> plan;
  std::optional<Ref<Playbook>> rollback;
};

struct ReleaseApproval {
  Ref<Role> role;
  std::optional<Ref<Person>> by;
  std::optional<Ref<Evidence>> evidence;
};

struct Release {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> version;  // SemVer 2.0.0, no leading `v`
  std::string title;
  Spanned<ReleaseType> type;
  Spanned<Risk> level;
  Spanned<ReleaseState> state;
  std::string milestone;
  std::optional<Spanned<Date>> date;
  Owner owner;
  std::vector<Ref<Role>> approvers;
  std::vector<Ref<Plan>> plans;
  std::vector<NamedCheck> checks;
  std::vector<std::string> highlights;
  std::vector<std::string> known_issues;
  std::optional<Ref<Playbook>> rollback;
  std::vector<std::string> changes;  // pull requests
  std::vector<std::string> telemetry;
  std::vector<Migration> migrations;
  std::vector<std::string> new_checks;
  std::vector<Ref<Playbook>> runbooks;         // that were brought up to date
  std::string rollback_flag;                   // how to go back by flags, in words
  std::string rollback_deployment;             // and by deployments
  std::optional<Spanned<Instant>> identified;  // of a hotfix: when the fault was found
  std::vector<Communication> communications;
  std::vector<ReleaseDocument> documents;
  std::vector<ServiceRollout> services;
  std::vector<ReleaseApproval> approvals;
  std::vector<Ref<Flag>> experiments;
  std::vector<Spanned<std::string>> satisfies;  // ids of requirements
  std::optional<Ref<JournalEntry>> journal;     // the day it went out
  syntax::Markdown prose;
};

struct Note {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> id;  // file stem
  std::string title;
  Spanned<NoteKind> kind;
  Spanned<Risk> risk;
  std::string milestone;
  Span milestone_span;
  std::vector<Audience> audience;
  std::vector<Ref<Flag>> flags;
  std::string migration;
  std::string rollback;
  std::optional<Spanned<Notable>> notable;
  bool breaking = false;
  std::vector<Spanned<std::string>> satisfies;  // ids of requirements
  std::vector<LinkedDocument> documents;
  syntax::Markdown prose;  // for everybody; sections `## Users`, `## Operators`, `## Engineers`
                           // replace it for that audience
};

}  // namespace ensign::model
