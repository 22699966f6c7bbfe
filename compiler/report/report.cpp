#include "report/report.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace ensign::report {
namespace {

auto order(const Finding& finding) {
  return std::tie(finding.span, finding.rule->id, finding.message, finding.help, finding.severity);
}

bool label_before(const Label& a, const Label& b) {
  return std::tie(a.span, a.text) < std::tie(b.span, b.text);
}

// A total order: only exact repetitions are equal, so no sort can depend on the order of arrival.
bool before(const Finding& a, const Finding& b) {
  if (order(a) != order(b)) return order(a) < order(b);
  return std::lexicographical_compare(a.labels.begin(), a.labels.end(), b.labels.begin(),
                                      b.labels.end(), label_before);
}

}  // namespace

Finding& Report::add(const RuleInfo& rule, Span span, std::string message, std::string help) {
  findings_.push_back({.rule = &rule,
                       .severity = rule.severity,
                       .span = span,
                       .message = std::move(message),
                       .help = std::move(help),
                       .labels = {}});
  return findings_.back();
}

void Report::merge(Report other) {
  findings_.insert(findings_.end(), std::make_move_iterator(other.findings_.begin()),
                   std::make_move_iterator(other.findings_.end()));
}

void Report::sort() {
  std::sort(findings_.begin(), findings_.end(), before);
  const auto same = [](const Finding& a, const Finding& b) { return !before(a, b); };  // sorted
  findings_.erase(std::unique(findings_.begin(), findings_.end(), same), findings_.end());
}

std::size_t Report::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings_.begin(), findings_.end(),
                    [severity](const Finding& finding) { return finding.severity == severity; }));
}

bool Report::has_unsound() const {
  return std::any_of(findings_.begin(), findings_.end(), [](const Finding& finding) {
    return finding.severity == Severity::error && finding.rule->rule_class == RuleClass::unsound;
  });
}

}  // namespace ensign::report
