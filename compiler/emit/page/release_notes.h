// What readers of one kind will notice in one milestone: selected and ordered once, for the files
// of notes/ and for the site.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "syntax/markdown.h"

namespace ensign::emit {

struct NotesEntry {
  const model::Note* note = nullptr;
  syntax::Markdown text;  // for this audience, without the section headings of audiences
};

struct NotesGroup {
  model::NoteKind kind{};
  std::vector<NotesEntry> entries;  // breaking changes first, then by id
};

struct ReleaseNotes {
  std::string milestone;
  model::Audience audience{};
  std::vector<const model::Release*> releases;  // of the milestone, newest first
  std::vector<NotesGroup> groups;               // in the order of Keep a Changelog; may be empty
};

// One for every audience of every milestone that an entry or a release names, also where there is
// nothing to say to it: milestones by name, audiences in their order.
std::vector<ReleaseNotes> release_notes(const model::Model& model);

// "Added", "Security".
std::string_view kind_title(model::NoteKind kind);

// "v2.4 for operators", "Query engine (2.4.0) for users".
std::string notes_title(const ReleaseNotes& notes);

// An entry or a release asks its operators for something. "none" is what people write for nothing.
bool is_migration(std::string_view text);

// The whole page as one Markdown tree; what the .md and the .html say comes from it. `with_title`
// puts the title on top as the heading of the first level.
syntax::Markdown notes_tree(const model::Model& model, const ReleaseNotes& notes, bool with_title);

}  // namespace ensign::emit
