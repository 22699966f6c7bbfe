// Collects findings. A report never stops the program and never prints; the rooms add to it, the
// driver merges the reports of parallel steps, and the renderers show it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "report/finding.h"

namespace ensign::report {

class Report {
 public:
  // Adds a finding of `rule` with the rule's own severity. The returned reference is valid until
  // the next call and serves to add labels or to change the severity.
  Finding& add(const RuleInfo& rule, Span span, std::string message, std::string help = {});

  void add(Finding finding) { findings_.push_back(std::move(finding)); }
  void merge(Report other);

  // Orders by (file, begin, end, rule id, message) and drops exact repetitions.
  void sort();

  std::span<const Finding> findings() const { return findings_; }
  std::span<Finding> findings() { return findings_; }
  std::size_t count(Severity severity) const;
  bool has_errors() const { return count(Severity::error) > 0; }
  bool has_unsound() const;  // an error of a rule whose class is unsound

 private:
  std::vector<Finding> findings_;
};

// What the renderers need of a file: where it is and what it says.
struct FileView {
  std::string_view path;
  std::string_view bytes;
};

}  // namespace ensign::report
