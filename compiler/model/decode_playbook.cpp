#include <array>

#include "model/decode_parts.h"

namespace ensign::model {
namespace {

constexpr std::array<std::string_view, 4> budget_parts{"detection", "decision", "execution",
                                                       "verification"};

void decode_budget(const Node* node, Playbook& playbook, Report& report) {
  if (node == nullptr) return;
  Fields fields(*node, "budget", report);
  for (const std::string_view part : budget_parts) {
    const Node* value = fields.find(part);
    const auto seconds = value != nullptr ? read_duration(*value, report) : std::nullopt;
    if (!seconds) continue;
    const Span place = node->find_entry(part)->key_span;
    playbook.budget.push_back({{std::string(part), place}, *seconds});
  }
  fields.finish();
}

}  // namespace

Playbook decode_playbook(const Place& place, const Node& root, Report& report) {
  Playbook playbook;
  playbook.file = place.file;
  playbook.path = place.path;
  playbook.domain = place.classified.folder;
  Fields fields(root, "playbook", report);
  fields.required("title", read_text, playbook.title);
  fields.required("owner", read_owner, playbook.owner);
  fields.list("flags", read_ref<Flag>, playbook.flags);
  fields.optional("window", read_duration, playbook.window_seconds);
  decode_budget(fields.find("budget"), playbook, report);
  fields.list("who", read_ref<Role>, playbook.who);
  fields.optional("zero_downtime", read_boolean, playbook.zero_downtime);
  fields.optional("preserves", read_text, playbook.preserves);
  fields.finish();
  return playbook;
}

}  // namespace ensign::model
