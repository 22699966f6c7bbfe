#include "emit/page/release_notes.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/stable_sort.h"
#include "model/words.h"

namespace ensign::emit {
namespace {

using model::Audience;
using syntax::Markdown;

constexpr Audience audiences[] = {Audience::users, Audience::operators, Audience::engineers};
constexpr int section_level = 2;  // `## Operators` in a note

std::optional<Audience> section_of(const Markdown& node) {
  if (node.kind != Markdown::Kind::heading || node.level != section_level) return std::nullopt;
  std::string title = plain_text(node);
  for (char& c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return model::from_spelling<Audience>(title);
}

// The section of the audience where there is one, else what stands before the first section.
Markdown text_for(const Markdown& prose, Audience audience) {
  Markdown common, own;
  bool has_own = false;
  std::optional<Audience> section;
  for (const Markdown& child : prose.children) {
    if (const auto begins = section_of(child)) {
      section = begins;
      has_own = has_own || *begins == audience;
    } else if (!section) {
      common.children.push_back(child);
    } else if (*section == audience) {
      own.children.push_back(child);
    }
  }
  return has_own ? own : common;
}

std::vector<const model::Release*> releases_of(const model::Model& model,
                                               const std::string& milestone) {
  std::vector<const model::Release*> releases;
  for (auto release = model.releases.rbegin(); release != model.releases.rend(); ++release) {
    if (release->milestone == milestone) releases.push_back(&*release);
  }
  return releases;
}

std::vector<NotesGroup> groups_of(const std::vector<const model::Note*>& notes, Audience audience) {
  std::map<model::NoteKind, NotesGroup> groups;
  for (const model::Note* note : notes) {
    const auto& readers = note->audience;
    if (std::find(readers.begin(), readers.end(), audience) == readers.end()) continue;
    NotesGroup& group = groups[*note->kind];
    group.kind = *note->kind;
    group.entries.push_back({note, text_for(note->prose, audience)});
  }
  std::vector<NotesGroup> ordered;
  for (auto& [kind, group] : groups) {
    stable_sort(group.entries, [](const NotesEntry& a, const NotesEntry& b) {
      return a.note->breaking && !b.note->breaking;
    });
    ordered.push_back(std::move(group));
  }
  return ordered;
}

}  // namespace

std::vector<ReleaseNotes> release_notes(const model::Model& model) {
  std::map<std::string, std::vector<const model::Note*>> milestones;
  for (const model::Note& note : model.notes) milestones[note.milestone].push_back(&note);
  for (const model::Release& release : model.releases) milestones.try_emplace(release.milestone);
  std::vector<ReleaseNotes> all;
  for (const auto& [milestone, notes] : milestones) {
    if (milestone.empty()) continue;
    for (const Audience audience : audiences) {
      all.push_back(
          {milestone, audience, releases_of(model, milestone), groups_of(notes, audience)});
    }
  }
  return all;
}

std::string_view kind_title(model::NoteKind kind) {
  switch (kind) {
    case model::NoteKind::added:
      return "Added";
    case model::NoteKind::changed:
      return "Changed";
    case model::NoteKind::deprecated:
      return "Deprecated";
    case model::NoteKind::removed:
      return "Removed";
    case model::NoteKind::fixed:
      return "Fixed";
    case model::NoteKind::security:
      return "Security";
  }
  return "Changed";
}

bool is_migration(std::string_view text) {
  const std::string_view word = text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
  return !word.empty() && word != "none" && word != "None";
}

std::string notes_title(const ReleaseNotes& notes) {
  const std::string_view audience = model::spelling(notes.audience);
  if (notes.releases.empty()) return fmt::format("{} for {}", notes.milestone, audience);
  const model::Release& release = *notes.releases.front();
  return fmt::format("{} ({}) for {}", release.title, *release.version, audience);
}

}  // namespace ensign::emit
