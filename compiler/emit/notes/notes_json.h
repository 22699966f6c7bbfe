// notes/<milestone>.<audience>.json, for programs that show release notes
// (schema/outputs/release-notes.schema.json):
//
//   {"format": "ensign-notes/1", "milestone": "v2.4", "audience": "operators",
//    "releases": [{"version", "title", "type", "level", "state", "date" or null,
//                  "migrations", "new_checks", "rollback_flag", …}],                   newest first
//    "highlights": [text], "known_issues": [text],
//    "groups": [{"kind": "added", "entries": [
//        {"id", "title", "breaking", "text": Markdown, "documents": [{"title", "link"}],
//         "risk", "notable", "flags": [key], "migration", "rollback"}]}],
//    "flags": [{"key", "title", "env_var", "environments": [{"environment", "state"}]}]}
//
// Kinds are those of Keep a Changelog, in its order; breaking entries first, then by id; what is
// not said is null. The notes of users have none of the members about running the system: of
// entries those from `risk` on, of releases those from `migrations` on, and no `flags`.
#pragma once

#include "base/json.h"
#include "emit/page/release_notes.h"

namespace ensign::emit {

Json notes_json(const model::Model& model, const ReleaseNotes& notes);

}  // namespace ensign::emit
