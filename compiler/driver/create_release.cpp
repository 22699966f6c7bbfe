// New releases, notes and playbooks.
#include <fmt/format.h>

#include "driver/create_kinds.h"
#include "model/version.h"

namespace ensign::driver {
namespace {

Result<model::Version> version_of(const std::string& text) {
  if (auto version = model::parse_version(text)) return *version;
  const bool marked = text.starts_with('v') && model::parse_version(text.substr(1));
  return failure(fmt::format("`{}` is not a version", text),
                 marked ? fmt::format("write `{}`, without the `v`", text.substr(1))
                        : "versions follow SemVer 2.0.0: `2.4.0`, `2.4.0-rc.1`");
}

std::string_view type_of(const model::Version& version) {
  if (version.patch != "0") return "patch";
  return version.minor != "0" ? "minor" : "major";
}

// The release that is being worked on: the lowest that is planned; else a first one to come.
std::string current_milestone(const model::Model& model) {
  for (const model::Release& release : model.releases) {
    if (*release.state == model::ReleaseState::planned) return release.milestone;
  }
  return model.releases.empty() ? "v0.1.0" : model.releases.back().milestone;
}

bool has_release(const model::Model& model, std::string_view milestone) {
  for (const model::Release& release : model.releases) {
    if (release.milestone == milestone) return true;
  }
  return false;
}

}  // namespace

Result<Draft> draft_release(const Desk& desk) {
  const model::Version version = TRY(version_of(desk.id));
  for (const model::Release& release : desk.model.releases) {
    if (*release.version == desk.id) {
      return failure(fmt::format("there is a release {} already", desk.id),
                     "choose another version");
    }
  }
  const Words words{{"VERSION", desk.id},
                    {"TITLE", yaml_text("Release " + desk.id)},
                    {"TYPE", std::string(type_of(version))},
                    {"MILESTONE", "v" + desk.id},
                    {"OWNER", yaml_text(desk.owner)}};
  return Draft{fmt::format("{}/{}/release.md", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "release.md"), words),
               {fmt::format("notes belong to it by `milestone: v{}`", desk.id)}};
}

Result<Draft> draft_note(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "ID"));
  std::vector<std::string_view> ids;
  for (const model::Note& note : desk.model.notes) ids.push_back(*note.id);
  TRY(refuse_taken("note", desk.id, ids));
  const std::string milestone = current_milestone(desk.model);
  const Words words{{"NOTE", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"MILESTONE", yaml_text(milestone)}};
  Draft draft{fmt::format("{}/notes/{}.md", desk.layout().releases, desk.id),
              filled(template_named(embedded_new(), "note.md"), words),
              {"say what readers will notice, and name the flags it is behind"}};
  if (!has_release(desk.model, milestone)) {
    draft.next.push_back("write the release it belongs to: ensign new release " +
                         milestone.substr(1));
  }
  return draft;
}

Result<Draft> draft_playbook(const Desk& desk) {
  const auto parts = TRY(id_parts(desk.id, 1, 2, "DOMAIN/NAME"));
  const Words words{{"TITLE", yaml_text(title_of(parts.back()))}, {"OWNER", yaml_text(desk.owner)}};
  Draft draft{fmt::format("{}/{}.md", desk.layout().rollbacks, desk.id),
              filled(template_named(embedded_new(), "playbook.md"), words),
              {}};
  draft.next.push_back(fmt::format("name it where it is the way back: `playbook: {}`", draft.path));
  return draft;
}

}  // namespace ensign::driver
