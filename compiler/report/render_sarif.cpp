// SARIF 2.1.0 plus Errata 01 (OASIS, 28 August 2023). Paths are relative URI references (RFC 3986);
// columns count code points; ends are exclusive (section 3.30).
#include <algorithm>
#include <fmt/format.h>

#include "base/json.h"
#include "base/utf8.h"
#include "report/fingerprint.h"
#include "report/places.h"
#include "report/words.h"

namespace ensign::report {
namespace {

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Json number(std::size_t value) { return static_cast<std::int64_t>(value); }

// Everything but unreserved characters and slashes is escaped, colons too: in a first segment they
// would name a scheme.
std::string relative_uri(std::string_view path) {
  constexpr std::string_view kept = "-._~/";
  std::string uri;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9') || kept.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

// Literal braces are doubled (section 3.11.5), and no text of a file may become a link (3.11.6).
Json message(std::string_view text) {
  const std::string readable = visible(text);
  const bool links = readable.find("](") != std::string::npos;
  std::string escaped;
  for (const char c : readable) {
    if (links && (c == '[' || c == ']')) escaped += '\\';
    if (c == '{' || c == '}') escaped += c;
    escaped += c;
  }
  return Json::object({{"text", std::move(escaped)}});
}

Json location(Places& places, Span span) {
  const Range range = places.range(span);
  const Json region = Json::object({{"startLine", number(range.begin.line)},
                                    {"startColumn", number(range.begin.column)},
                                    {"endLine", number(range.end.line)},
                                    {"endColumn", number(range.end.column)}});
  const Json artifact = Json::object({{"uri", relative_uri(places.file(span).path)}});
  return Json::object(
      {{"physicalLocation", Json::object({{"artifactLocation", artifact}, {"region", region}})}});
}

Json related_locations(const Finding& finding, Places& places) {
  Json list = Json::array();
  for (std::size_t i = 0; i < finding.labels.size(); ++i) {
    Json place = location(places, finding.labels[i].span);
    place.set("id", number(i));
    place.set("message", message(finding.labels[i].text));
    list.push(std::move(place));
  }
  return list;
}

using Rules = std::vector<const RuleInfo*>;

bool by_id(const RuleInfo* a, const RuleInfo* b) { return a->id < b->id; }

Rules rules_of(const Report& report) {
  Rules rules;
  for (const Finding& finding : report.findings()) rules.push_back(finding.rule);
  std::sort(rules.begin(), rules.end(), by_id);
  const auto same = [](const RuleInfo* a, const RuleInfo* b) { return a->id == b->id; };
  rules.erase(std::unique(rules.begin(), rules.end(), same), rules.end());
  return rules;
}

Json rule_json(const RuleInfo* rule) {
  return Json::object(
      {{"id", rule->id},
       {"name", rule->name},
       {"shortDescription", message(rule->name)},
       {"defaultConfiguration", Json::object({{"level", severity_name(rule->severity)}})}});
}

Json result_json(const Finding& finding, const Rules& rules, Places& places,
                 Fingerprints& fingerprints) {
  const auto rule = std::lower_bound(rules.begin(), rules.end(), finding.rule, by_id);
  const std::string text =
      finding.help.empty() ? finding.message : finding.message + "\nhelp: " + finding.help;
  const std::string fingerprint = fingerprints.next(finding, places.file(finding.span).path);
  Json result = Json::object({{"ruleId", finding.rule->id},
                              {"ruleIndex", number(static_cast<std::size_t>(rule - rules.begin()))},
                              {"level", severity_name(finding.severity)},
                              {"message", message(text)},
                              {"locations", Json::array({location(places, finding.span)})}});
  if (!finding.labels.empty()) result.set("relatedLocations", related_locations(finding, places));
  result.set("partialFingerprints", Json::object({{"ensignFinding/v1", fingerprint}}));
  return result;
}

}  // namespace

std::string render_sarif(const Report& report, std::span<const FileView> files) {
  Places places(files);
  Fingerprints fingerprints;
  const Rules rules = rules_of(report);
  Json rule_list = Json::array(), results = Json::array();
  for (const RuleInfo* rule : rules) rule_list.push(rule_json(rule));
  for (const Finding& finding : report.findings()) {
    results.push(result_json(finding, rules, places, fingerprints));
  }
  const Json driver = Json::object({{"name", "Ensign"}, {"rules", std::move(rule_list)}});
  const Json run = Json::object({{"tool", Json::object({{"driver", driver}})},
                                 {"columnKind", "unicodeCodePoints"},
                                 {"results", std::move(results)}});
  return pretty(
      Json::object({{"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array({run})}}));
}

}  // namespace ensign::report
