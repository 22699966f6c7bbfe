// Parts of several documents: links, approvals, the times of a rollback, what is drilled next.
#include <array>

#include "model/decode_parts.h"

namespace ensign::model {

std::optional<LinkedDocument> read_document(const Node& node, Report& report) {
  LinkedDocument document;
  Fields fields(node, "document", report);
  fields.required("title", read_text, document.title);
  fields.required("link", read_text, document.link);
  fields.finish();
  return fields ? std::optional(std::move(document)) : std::nullopt;
}

std::optional<Approval> read_approval(const Node& node, Report& report) {
  Approval approval;
  Fields fields(node, "approval", report);
  fields.required("role", read_ref<Role>, approval.role);
  fields.required("by", read_ref<Person>, approval.by);
  fields.required("on", read_date, approval.on);
  fields.finish();
  return fields ? std::optional(std::move(approval)) : std::nullopt;
}

std::optional<NextDrill> read_next_drill(const Node& node, Report& report) {
  NextDrill next;
  Fields fields(node, "next drill", report);
  fields.required("on", read_date, next.on);
  fields.required("owner", read_owner, next.owner);
  fields.finish();
  return fields ? std::optional(std::move(next)) : std::nullopt;
}

PhaseTimes decode_phase_times(const Node* node, std::string_view what, Report& report) {
  static constexpr std::array<std::string_view, 4> phases{"detection", "decision", "execution",
                                                          "verification"};
  PhaseTimes times;
  if (node == nullptr) return times;
  Fields fields(*node, what, report);
  for (const std::string_view phase : phases) {
    const Node* value = fields.find(phase);
    const auto seconds = value != nullptr ? read_duration(*value, report) : std::nullopt;
    if (!seconds) continue;
    times.push_back({{std::string(phase), node->find_entry(phase)->key_span}, *seconds});
  }
  fields.finish();
  return times;
}

}  // namespace ensign::model
