// Code Quality report of GitLab: a JSON array in the form of the Code Climate issue, of which
// GitLab reads description, check_name, fingerprint, severity, path and lines.
#include <fmt/format.h>

#include "base/json.h"
#include "base/utf8.h"
#include "report/fingerprint.h"
#include "report/places.h"
#include "report/words.h"

namespace ensign::report {
namespace {

// GitLab's scale is info, minor, major, critical, blocker. The two highest are left alone: they
// speak of the damage done by running code, which a governed file does not tell.
std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "major";
    case Severity::warning:
      return "minor";
    case Severity::note:
      return "info";
  }
  return "major";
}

std::string description(const Finding& finding) {
  const std::string message = one_line(finding.message);
  return finding.help.empty() ? message
                              : fmt::format("{} (help: {})", message, one_line(finding.help));
}

}  // namespace

std::string render_gitlab(const Report& report, std::span<const FileView> files) {
  Places places(files);
  Fingerprints fingerprints;
  Json issues = Json::array();
  for (const Finding& finding : report.findings()) {
    const std::string_view path = places.file(finding.span).path;
    const Range range = places.range(finding.span);
    const Json lines = Json::object({{"begin", static_cast<std::int64_t>(range.begin.line)},
                                     {"end", static_cast<std::int64_t>(range.end.line)}});
    issues.push(
        Json::object({{"description", description(finding)},
                      {"check_name", fmt::format("{} {}", finding.rule->id, finding.rule->name)},
                      {"fingerprint", fingerprints.next(finding, path)},
                      {"severity", gitlab_severity(finding.severity)},
                      {"location", Json::object({{"path", visible(path)}, {"lines", lines}})}}));
  }
  return pretty(issues);
}

}  // namespace ensign::report
