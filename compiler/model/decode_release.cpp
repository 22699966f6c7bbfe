#include "model/decode_parts.h"

namespace ensign::model {
namespace {

void decode_checklists(const Node* node, Release& release, Report& report) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    if (!expect_list(entry.value, report)) continue;
    for (const Node& item : entry.value.items) {
      auto check = read_checklist_item(item, report);
      if (check) release.checks.push_back({entry.key, std::move(*check)});
    }
  }
}

}  // namespace

Release decode_release(const Place& place, const Node& root, Report& report) {
  Release release;
  release.file = place.file;
  Fields fields(root, "release", report);
  release.version = decode_identity(fields, "version", place);
  fields.required("title", read_text, release.title);
  fields.required("type", read_word<ReleaseType>, release.type);
  fields.required("level", read_word<Risk>, release.level);
  fields.required("state", read_word<ReleaseState>, release.state);
  fields.required("milestone", read_text, release.milestone);
  fields.optional("date", read_date, release.date);
  fields.required("owner", read_owner, release.owner);
  fields.list("approvers", read_ref<Role>, release.approvers);
  fields.list("plans", read_ref<Plan>, release.plans);
  decode_checklists(fields.find("checklists"), release, report);
  fields.list("highlights", read_text, release.highlights);
  fields.list("known_issues", read_text, release.known_issues);
  fields.optional("rollback", read_ref<Playbook>, release.rollback);
  decode_release_parts(fields, release);
  fields.finish();
  return release;
}

}  // namespace ensign::model
