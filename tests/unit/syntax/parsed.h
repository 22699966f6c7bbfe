// One text read the way the compiler reads a file, with what was said about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "syntax/markdown.h"
#include "syntax/rules.h"
#include "syntax/yaml.h"

namespace ensign::syntax::testing {

struct Parsed {
  explicit Parsed(std::string yaml) : text(std::move(yaml)) {
    if (check_text(FileId{3}, text, report)) root = parse_yaml({FileId{3}, text, 0}, report);
    report.sort();
  }

  std::string_view at(Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }

  // `EN002 9`: the rule and where its finding begins.
  std::vector<std::string> findings() const {
    std::vector<std::string> result;
    for (const auto& finding : report.findings()) {
      result.push_back(std::string(finding.rule->id) + " " + std::to_string(finding.span.begin));
    }
    return result;
  }

  std::string text;
  report::Report report;
  std::optional<Node> root;
};

using Findings = std::vector<std::string>;

// All nodes of a tree, parents before children.
inline void collect(const Node& node, std::vector<const Node*>& nodes) {
  nodes.push_back(&node);
  for (const Node& item : node.items) collect(item, nodes);
  for (const Entry& entry : node.entries) collect(entry.value, nodes);
}

}  // namespace ensign::syntax::testing
