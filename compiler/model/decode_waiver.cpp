#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"
#include "model/waiver.h"

namespace ensign::model {
namespace {

Read<std::string> read_rule_id(const Node& node, Report& report) {
  auto text = read_text(node, report);
  if (!text) return text;
  const std::string& id = **text;
  const bool fits = id.size() == 5 && id.starts_with("EN") &&
                    std::ranges::all_of(id.substr(2), [](char c) { return c >= '0' && c <= '9'; });
  if (fits) return text;
  report.add(invalid_value, node.span, fmt::format("`{}` is no id of a rule", id),
             "write the id that stands behind a finding, such as `EN201`");
  return std::nullopt;
}

}  // namespace

Waiver decode_waiver(const Place& place, const Node& root, Report& report) {
  Waiver waiver;
  waiver.file = place.file;
  Fields fields(root, "waiver", report);
  waiver.id = decode_identity(fields, "waiver", place);
  fields.required("rule", read_rule_id, waiver.rule);
  fields.required("subject", read_text, waiver.subject);
  fields.required("reason", read_text, waiver.reason);
  fields.required("owner", read_owner, waiver.owner);
  fields.required("created", read_date, waiver.created);
  fields.required("expires", read_date, waiver.expires);
  fields.optional("renews", read_ref<Waiver>, waiver.renews);
  fields.optional("approved", read_ref<Person>, waiver.approved);
  fields.finish();
  const bool dated = waiver.created.span.end > 0 && waiver.expires.span.end > 0;
  if (dated && *waiver.expires < *waiver.created) {
    report.add(invalid_value, waiver.expires.span, "the waiver expires before it was created",
               fmt::format("write a day from {} on", to_string(*waiver.created)));
  }
  return waiver;
}

}  // namespace ensign::model
