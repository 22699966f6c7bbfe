// notes/<milestone>.<audience>.json, for programs that show release notes:
//
//   {"format": "ensign-notes/1", "milestone": "v2.4", "audience": "operators",
//    "releases": [{"version", "title", "type", "level", "state", "date" or null}],     newest first
//    "highlights": [text], "known_issues": [text],
//    "groups": [{"kind": "added", "entries": [
//        {"id", "title", "risk", "text": Markdown, "flags": [key], "migration", "rollback"}]}]}
//
// Kinds are those of Keep a Changelog, in its order; entries by id; `migration` and `rollback` are
// null when nothing is said.
#pragma once

#include "base/json.h"
#include "emit/page/release_notes.h"

namespace ensign::emit {

Json notes_json(const ReleaseNotes& notes);

}  // namespace ensign::emit
