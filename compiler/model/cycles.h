// Cycles in references between entities of one kind.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "report/report.h"

namespace ensign::model {

struct Edge {
  std::uint32_t to = 0;
  Span span;  // where it is written
};
using Graph = std::vector<std::vector<Edge>>;  // edges of each node, in the order of the file

// For every node that is on a cycle and on none found before it: the shortest cycle through it, as
// the nodes in order, beginning with that node.
std::vector<std::vector<std::uint32_t>> find_cycles(const Graph& graph);

// One finding for each cycle, at its first reference: `a → b → a`. `verb` stands between two names.
void report_cycles(const Graph& graph, std::span<const std::string_view> names,
                   const report::RuleInfo& rule, std::string_view what, report::Report& report,
                   std::string_view verb = "needs");

}  // namespace ensign::model
