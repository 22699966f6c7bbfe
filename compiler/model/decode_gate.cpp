#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

struct Limit {
  std::optional<Spanned<double>> at_most, at_least;
};

std::optional<Limit> read_limit(const Node& node, Report& report) {
  Limit limit;
  Fields fields(node, "threshold", report);
  fields.optional("at_most", read_number, limit.at_most);
  fields.optional("at_least", read_number, limit.at_least);
  fields.finish();
  if (node.is_mapping() && node.entries.empty()) {
    report.add(missing_field, node.span, "the threshold has no limit",
               "add `at_most:` or `at_least:`");
  }
  return limit;
}

std::string known_comparisons() { return "add `absolute:`, `increase:` or `relative:`"; }

}  // namespace

std::optional<Threshold> decode_threshold(Fields& fields, const Node& node, Need need) {
  Threshold threshold;
  threshold.span = node.span;
  const Node* metric =
      need == Need::required ? fields.find_required("metric") : fields.find("metric");
  const Node* found = nullptr;
  for (const std::string_view word : spellings<Comparison>()) {
    const Node* limit = fields.find(word);
    if (limit == nullptr) continue;
    if (found != nullptr) {
      fields.report().add(invalid_value, limit->span, "a threshold compares in one way",
                          "keep one of `absolute`, `increase` and `relative`");
      continue;
    }
    found = limit;
    threshold.comparison = *from_spelling<Comparison>(word);
    if (const auto read = read_limit(*limit, fields.report())) {
      threshold.at_most = read->at_most;
      threshold.at_least = read->at_least;
    }
  }
  fields.optional("window", read_duration, threshold.window_seconds);
  if (metric == nullptr && found == nullptr && need == Need::optional) return std::nullopt;
  if (metric != nullptr) {
    if (auto name = read_ref<Metric>(*metric, fields.report())) threshold.metric = std::move(*name);
    if (found == nullptr) {
      fields.report().add(missing_field, metric->span,
                          fmt::format("there is no threshold for the metric `{}`", metric->text),
                          known_comparisons());
    }
  } else if (need == Need::optional) {
    fields.report().add(missing_field, found->span, "the threshold has no `metric`",
                        "add `metric:`");
  }
  return threshold;
}

std::optional<ChecklistItem> read_checklist_item(const Node& node, Report& report) {
  ChecklistItem item;
  item.span = node.span;
  item.done.span = node.span;
  Fields fields(node, "item", report);
  fields.required("item", read_text, item.item);
  fields.optional("done", read_boolean, item.done);
  fields.optional("evidence", read_ref<Evidence>, item.evidence);
  fields.finish();
  return fields ? std::optional(std::move(item)) : std::nullopt;
}

namespace {

void decode_by_type(Fields& fields, const Node& node, Gate& gate) {
  switch (*gate.type) {
    case GateType::metric:
    case GateType::budget:
      gate.threshold = decode_threshold(fields, node, Need::required);
      break;
    case GateType::checklist:
      fields.required_list("items", read_checklist_item, gate.items);
      return;  // each item has evidence of its own
    case GateType::sign_off:
      fields.required("role", read_ref<Role>, gate.role);
      break;
    case GateType::observation:
      fields.required("window", read_duration, gate.window_seconds);
      break;
    case GateType::stage:
      fields.required("stage", read_text, gate.stage);
      break;
    case GateType::drill:
    case GateType::incidents:
      break;
  }
  fields.optional("evidence", read_ref<Evidence>, gate.evidence);
}

}  // namespace

std::optional<Gate> read_gate(const Node& node, Report& report) {
  Gate gate;
  gate.span = node.span;
  Fields fields(node, "gate", report);
  fields.required("gate", read_id, gate.id);
  fields.optional("title", read_text, gate.title);
  std::optional<Spanned<GateType>> type;
  fields.required("type", read_word<GateType>, type);
  if (type) {
    gate.type = *type;
    decode_by_type(fields, node, gate);
  } else if (node.find("type") != nullptr) {
    fields.accept_rest();  // its type decides which fields it has
  }
  fields.finish();
  return fields ? std::optional(std::move(gate)) : std::nullopt;
}

std::optional<Trigger> read_trigger(const Node& node, Report& report) {
  Trigger trigger;
  trigger.span = node.span;
  Fields fields(node, "trigger", report);
  fields.required("trigger", read_id, trigger.id);
  fields.optional("title", read_text, trigger.title);
  fields.required("class", read_word<TriggerClass>, trigger.trigger_class);
  trigger.threshold = decode_threshold(fields, node, Need::optional);
  fields.optional("playbook", read_ref<Playbook>, trigger.playbook);
  fields.finish();
  return fields ? std::optional(std::move(trigger)) : std::nullopt;
}

}  // namespace ensign::model
