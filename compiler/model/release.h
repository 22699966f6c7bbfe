// Releases, changelog entries and rollback playbooks: Markdown files with front matter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/stage.h"

namespace ensign::model {

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
  // Parts of that window: detection, decision, execution, verification.
  std::vector<std::pair<Spanned<std::string>, Spanned<std::int64_t>>> budget;
  std::vector<Ref<Role>> who;
  bool zero_downtime = false;
  std::string preserves;  // data that survives
  syntax::Markdown prose;
};

struct NamedCheck {
  std::string list;  // name of the checklist: `quality`
  ChecklistItem item;
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
  syntax::Markdown prose;  // for everybody; sections `## Users`, `## Operators`, `## Engineers`
                           // replace it for that audience
};

}  // namespace ensign::model
