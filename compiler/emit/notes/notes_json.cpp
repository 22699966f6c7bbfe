#include "emit/notes/notes_json.h"

#include "emit/page/markdown_text.h"

namespace ensign::emit {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json release_json(const model::Release& release) {
  return Json::object({{"version", *release.version},
                       {"title", release.title},
                       {"type", model::spelling(*release.type)},
                       {"level", model::spelling(*release.level)},
                       {"state", model::spelling(*release.state)},
                       {"date", release.date ? Json(to_string(**release.date)) : Json()}});
}

Json entry_json(const NotesEntry& entry) {
  const model::Note& note = *entry.note;
  Json flags = Json::array();
  for (const auto& flag : note.flags) flags.push(*flag.name);
  return Json::object({{"id", *note.id},
                       {"title", note.title},
                       {"risk", model::spelling(*note.risk)},
                       {"text", markdown_text(entry.text)},
                       {"flags", std::move(flags)},
                       {"migration", text_or_null(note.migration)},
                       {"rollback", text_or_null(note.rollback)}});
}

}  // namespace

Json notes_json(const ReleaseNotes& notes) {
  Json releases = Json::array(), highlights = Json::array(), issues = Json::array();
  for (const model::Release* release : notes.releases) {
    releases.push(release_json(*release));
    for (const std::string& line : release->highlights) highlights.push(line);
    for (const std::string& line : release->known_issues) issues.push(line);
  }
  Json groups = Json::array();
  for (const NotesGroup& group : notes.groups) {
    Json entries = Json::array();
    for (const NotesEntry& entry : group.entries) entries.push(entry_json(entry));
    groups.push(
        Json::object({{"kind", model::spelling(group.kind)}, {"entries", std::move(entries)}}));
  }
  return Json::object({{"format", "ensign-notes/1"},
                       {"milestone", notes.milestone},
                       {"audience", model::spelling(notes.audience)},
                       {"releases", std::move(releases)},
                       {"highlights", std::move(highlights)},
                       {"known_issues", std::move(issues)},
                       {"groups", std::move(groups)}});
}

}  // namespace ensign::emit
