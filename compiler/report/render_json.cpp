// The stable form for programs: pretty() of base/json.h, members in the order of the contract.
#include "base/json.h"
#include "base/utf8.h"
#include "report/places.h"
#include "report/words.h"

namespace ensign::report {
namespace {

Json number(std::size_t value) { return static_cast<std::int64_t>(value); }

void set_place(Json& object, Places& places, Span span) {
  const Range range = places.range(span);
  object.set("path", visible(places.file(span).path));
  object.set("line", number(range.begin.line));
  object.set("column", number(range.begin.column));
  object.set("end_line", number(range.end.line));
  object.set("end_column", number(range.end.column));
}

Json label_json(const Label& label, Places& places) {
  Json object = Json::object();
  set_place(object, places, label.span);
  object.set("message", visible(label.text));
  return object;
}

Json finding_json(const Finding& finding, Places& places) {
  Json object = Json::object({{"rule", finding.rule->id},
                              {"name", finding.rule->name},
                              {"severity", severity_name(finding.severity)}});
  set_place(object, places, finding.span);
  object.set("message", visible(finding.message));
  object.set("help", visible(finding.help));
  Json labels = Json::array();
  for (const Label& label : finding.labels) labels.push(label_json(label, places));
  object.set("labels", std::move(labels));
  return object;
}

}  // namespace

std::string render_json(const Report& report, std::span<const FileView> files) {
  Places places(files);
  Json findings = Json::array();
  for (const Finding& finding : report.findings()) findings.push(finding_json(finding, places));
  const Json summary = Json::object({{"errors", number(report.count(Severity::error))},
                                     {"warnings", number(report.count(Severity::warning))}});
  return pretty(
      Json::object({{"version", 1}, {"findings", std::move(findings)}, {"summary", summary}}));
}

}  // namespace ensign::report
