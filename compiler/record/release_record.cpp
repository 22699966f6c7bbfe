// The front matter is taken as it stands in the file, so that a new field is never forgotten here.
// Ticks, and who or what ticked, are the state of a release and not its content: they may move.

#include <algorithm>

#include "model/values.h"
#include "record/parts.h"
#include "syntax/markdown.h"

namespace ensign::record {
namespace {

void drop(Json& object, std::initializer_list<std::string_view> names) {
  if (object.members() == nullptr) return;
  std::erase_if(*object.members(), [&](const Json::Member& member) {
    return std::ranges::find(names, member.first) != names.end();
  });
}

void drop_ticks(Json& items) {
  if (items.array_items() == nullptr) return;
  for (Json& item : *items.array_items()) drop(item, {"done", "evidence"});
}

Json without_ticks(Json matter) {
  if (matter.members() == nullptr) return matter;
  for (auto& [name, value] : *matter.members()) {
    if (name == "checklists" && value.members() != nullptr) {
      for (auto& [list, items] : *value.members()) drop_ticks(items);
    } else if (name == "approvals" && value.array_items() != nullptr) {
      for (Json& approval : *value.array_items()) drop(approval, {"by", "evidence"});
    }
  }
  return matter;
}

Json entries(const model::Model& model, const model::Release& release) {
  Json ids = Json::array();  // notes are sorted by id
  for (const model::Note& note : model.notes) {
    if (note.milestone == release.milestone) ids.push(*note.id);
  }
  return ids;
}

}  // namespace

std::optional<Record> release_record(const model::Model& model, const source::Snapshot& snapshot,
                                     const model::Release& release) {
  report::Report said_already;
  const source::File& file = snapshot.file(release.file);
  const auto document = syntax::parse_document(release.file, file.bytes, said_already);
  if (!document.front_matter) return std::nullopt;
  return as_record(Json::object({{"format", format},
                                 {"subject", "release/" + *release.version},
                                 {"release", without_ticks(model::to_json(*document.front_matter))},
                                 {"entries", entries(model, release)}}));
}

}  // namespace ensign::record
