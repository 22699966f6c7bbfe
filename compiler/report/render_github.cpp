// Workflow commands of GitHub Actions, one line per finding. The escaping is that of the runner
// (actions/toolkit, packages/core/src/command.ts): whatever a file says stays inside its own
// command.
#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "report/places.h"
#include "report/words.h"

namespace ensign::report {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : visible(text)) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string escaped_data(std::string_view text) { return escaped(text, "%\r\n"); }
std::string escaped_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

std::string_view command(Severity severity) {
  return severity == Severity::note ? "notice" : severity_name(severity);
}

// GitHub takes columns only with a range inside one line, and counts the last one in.
std::string columns(Range range) {
  if (range.begin.line != range.end.line) return {};
  const std::size_t last = std::max(range.begin.column, range.end.column - 1);
  return fmt::format(",col={},endColumn={}", range.begin.column, last);
}

std::string labels(const Finding& finding, Places& places) {
  std::string text;
  for (const Label& label : finding.labels) {
    const Position begin = places.range(label.span).begin;
    text += fmt::format("\n{}:{}:{}: {}", places.file(label.span).path, begin.line, begin.column,
                        label.text);
  }
  return text;
}

}  // namespace

std::string render_github(const Report& report, std::span<const FileView> files) {
  Places places(files);
  std::string out;
  for (const Finding& finding : report.findings()) {
    const Range range = places.range(finding.span);
    std::string text = finding.message + labels(finding, places);
    if (!finding.help.empty()) text += "\nhelp: " + finding.help;
    out += fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n",
                       command(finding.severity), escaped_property(places.file(finding.span).path),
                       range.begin.line, range.end.line, columns(range),
                       escaped_property(fmt::format("{} {}", finding.rule->id, finding.rule->name)),
                       escaped_data(text));
  }
  return out;
}

}  // namespace ensign::report
