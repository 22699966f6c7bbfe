#include "emit/notes/notes_json.h"

#include <map>

#include "emit/page/markdown_text.h"
#include "emit/page/state.h"

namespace ensign::emit {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json texts(const std::vector<std::string>& lines) {
  Json list = Json::array();
  for (const std::string& line : lines) list.push(line);
  return list;
}

Json documents_json(const std::vector<model::LinkedDocument>& documents) {
  Json list = Json::array();
  for (const auto& document : documents) {
    list.push(Json::object({{"title", *document.title}, {"link", *document.link}}));
  }
  return list;
}

Json release_json(const model::Release& release) {
  Json migrations = Json::array();
  for (const model::Migration& migration : release.migrations) {
    migrations.push(Json::object({{"text", *migration.text},
                                  {"breaking", migration.breaking},
                                  {"rollback", text_or_null(migration.rollback)}}));
  }
  return Json::object({{"version", *release.version},
                       {"title", release.title},
                       {"type", model::spelling(*release.type)},
                       {"level", model::spelling(*release.level)},
                       {"state", model::spelling(*release.state)},
                       {"date", release.date ? Json(to_string(**release.date)) : Json()},
                       {"migrations", std::move(migrations)},
                       {"new_checks", texts(release.new_checks)},
                       {"rollback_flag", text_or_null(release.rollback_flag)},
                       {"rollback_deployment", text_or_null(release.rollback_deployment)},
                       {"playbook", release.rollback ? Json(*release.rollback->name) : Json()}});
}

// Users get neither what is asked of those who run the system, nor what goes on inside.
Json public_release_json(const model::Release& release) {
  return Json::object({{"version", *release.version},
                       {"title", release.title},
                       {"type", model::spelling(*release.type)},
                       {"level", model::spelling(*release.level)},
                       {"state", model::spelling(*release.state)},
                       {"date", release.date ? Json(to_string(**release.date)) : Json()}});
}

Json entry_json(const NotesEntry& entry, bool inside) {
  const model::Note& note = *entry.note;
  Json object = Json::object({{"id", *note.id},
                              {"title", note.title},
                              {"breaking", note.breaking},
                              {"text", markdown_text(entry.text)},
                              {"documents", documents_json(note.documents)}});
  if (!inside) return object;
  Json flags = Json::array();
  for (const auto& flag : note.flags) flags.push(*flag.name);
  object.set("risk", model::spelling(*note.risk));
  object.set("notable", note.notable ? Json(model::spelling(**note.notable)) : Json());
  object.set("flags", std::move(flags));
  object.set("migration", text_or_null(note.migration));
  object.set("rollback", text_or_null(note.rollback));
  return object;
}

Json flag_json(const model::Flag& flag) {
  Json environments = Json::array();
  for (const model::FlagEnvironment& environment : flag.environments) {
    environments.push(Json::object({{"environment", *environment.environment},
                                    {"state", flag_state(flag, &environment).word}}));
  }
  return Json::object({{"key", *flag.key},
                       {"title", flag.title},
                       {"env_var", flag.env_var ? Json(**flag.env_var) : Json()},
                       {"environments", std::move(environments)}});
}

// The flags of all entries, by key.
Json flags_json(const model::Model& model, const ReleaseNotes& notes) {
  std::map<std::string_view, const model::Flag*> named;
  for (const NotesGroup& group : notes.groups) {
    for (const NotesEntry& entry : group.entries) {
      for (const auto& flag : entry.note->flags) {
        if (flag.id) named.emplace(*flag.name, &model.at(*flag.id));
      }
    }
  }
  Json list = Json::array();
  for (const auto& [key, flag] : named) list.push(flag_json(*flag));
  return list;
}

}  // namespace

Json notes_json(const model::Model& model, const ReleaseNotes& notes) {
  const bool inside = notes.audience != model::Audience::users;
  Json releases = Json::array(), highlights = Json::array(), issues = Json::array();
  for (const model::Release* release : notes.releases) {
    releases.push(inside ? release_json(*release) : public_release_json(*release));
    for (const std::string& line : release->highlights) highlights.push(line);
    for (const std::string& line : release->known_issues) issues.push(line);
  }
  Json groups = Json::array();
  for (const NotesGroup& group : notes.groups) {
    Json entries = Json::array();
    for (const NotesEntry& entry : group.entries) entries.push(entry_json(entry, inside));
    groups.push(
        Json::object({{"kind", model::spelling(group.kind)}, {"entries", std::move(entries)}}));
  }
  Json object = Json::object({{"format", "ensign-notes/1"},
                              {"milestone", notes.milestone},
                              {"audience", model::spelling(notes.audience)},
                              {"releases", std::move(releases)},
                              {"highlights", std::move(highlights)},
                              {"known_issues", std::move(issues)},
                              {"groups", std::move(groups)}});
  if (inside) object.set("flags", flags_json(model, notes));
  return object;
}

}  // namespace ensign::emit
