#include "emit/site/findings.h"

#include <algorithm>

namespace ensign::emit::pages {
namespace {

// What is late is a note only where a waiver covers it.
bool is_waived(const report::Finding& finding) {
  return finding.severity == report::Severity::note &&
         finding.rule->rule_class == report::RuleClass::late;
}

State severity_state(const report::Finding& finding) {
  const bool late = finding.rule->rule_class == report::RuleClass::late;
  switch (finding.severity) {
    case report::Severity::error:
      return {"bad", "✕", "Error"};
    case report::Severity::warning:
      return {"part", "!", late ? "Overdue" : "Warning"};
    case report::Severity::note:
      return is_waived(finding) ? State{"off", "○", "Waived"} : State{"none", "i", "Note"};
  }
  return {};
}

}  // namespace

Value finding_value(const Desk& desk, const report::Finding& finding) {
  const model::Owner* owner = desk.facts().owner_of(finding.span.file);
  return Value::map({{"state", state_value(severity_state(finding))},
                     {"rule", desk.rule(*finding.rule)},
                     {"message", desk.words(marked(finding.message))},
                     {"help", desk.words(marked(finding.help))},
                     {"file", desk.file(finding.span.file)},
                     {"owner", owner ? desk.owner(*owner) : desk.link("", "")}});
}

std::vector<const report::Finding*> open_findings(const Facts& facts) {
  std::vector<const report::Finding*> open;
  for (const report::Finding& finding : facts.governed.report().findings()) {
    if (finding.severity != report::Severity::note) open.push_back(&finding);
  }
  return open;
}

std::vector<const report::Finding*> findings_in(const Facts& facts, FileId file) {
  std::vector<const report::Finding*> found;
  const auto all = facts.governed.report().findings();
  // The report is ordered by file.
  auto at = std::lower_bound(all.begin(), all.end(), file,
                             [](const report::Finding& a, FileId b) { return a.span.file < b; });
  for (; at != all.end() && at->span.file == file; ++at) {
    if (at->severity != report::Severity::note || is_waived(*at)) found.push_back(&*at);
  }
  return found;
}

}  // namespace ensign::emit::pages
