// rollbacks/drills/<date>-<target>.md: a way back that was walked while nothing was wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/release.h"

namespace ensign::model {

struct Drill {
  FileId file{};
  bool complete = true;     // false when something in its file could not be read or found
  Spanned<std::string> id;  // file stem; begins with the day of the drill
  Date date;
  std::string title;
  Spanned<DrillKind> kind;
  Owner owner;
  // What was drilled: exactly one, unless the file has a finding.
  std::optional<Ref<KillLevel>> kill_switch;
  std::optional<Ref<Plan>> plan;
  std::optional<Spanned<std::string>> scenario;
  std::optional<Spanned<std::string>> stage;  // of the plan
  std::optional<Ref<Playbook>> playbook;
  std::optional<Spanned<std::string>> procedure;  // `sha256:…` of the playbook as it was drilled
  std::optional<Spanned<std::string>> environment;
  std::vector<Ref<Person>> by;
  Spanned<EvidenceResult> result;
  PhaseTimes times;
  std::optional<Spanned<std::int64_t>> mitigated_after_seconds;
  std::vector<std::string> links;
  std::vector<Ref<Evidence>> evidence;
  std::vector<ChecklistItem> follow_ups;
  std::optional<NextDrill> next;
  std::vector<Spanned<std::string>> satisfies;
  syntax::Markdown prose;
};

}  // namespace ensign::model
