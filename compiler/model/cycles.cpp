#include "model/cycles.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace ensign::model {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t most_labels = 8;

// Nodes from which no cycle can be reached are taken away, the last of a chain first.
std::vector<bool> can_reach_a_cycle(const Graph& graph) {
  std::vector<std::vector<std::uint32_t>> into(graph.size());
  std::vector<std::size_t> left(graph.size());
  std::vector<std::uint32_t> ends;
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    left[node] = graph[node].size();
    for (const Edge& edge : graph[node]) into[edge.to].push_back(node);
    if (left[node] == 0) ends.push_back(node);
  }
  std::vector<bool> remains(graph.size(), true);
  while (!ends.empty()) {
    const std::uint32_t node = ends.back();
    ends.pop_back();
    remains[node] = false;
    for (const std::uint32_t before : into[node]) {
      if (--left[before] == 0) ends.push_back(before);
    }
  }
  return remains;
}

// Breadth first from `start` until an edge leads back to it; empty when none does.
std::vector<std::uint32_t> shortest_cycle(const Graph& graph, const std::vector<bool>& remains,
                                          std::uint32_t start) {
  std::vector<std::uint32_t> came_from(graph.size(), nowhere);
  std::vector<std::uint32_t> queue{start};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const std::uint32_t node = queue[next];
    for (const Edge& edge : graph[node]) {
      if (edge.to == start) {
        std::vector<std::uint32_t> cycle;
        for (std::uint32_t at = node; at != nowhere; at = came_from[at]) cycle.push_back(at);
        std::ranges::reverse(cycle);
        return cycle;
      }
      if (!remains[edge.to] || came_from[edge.to] != nowhere) continue;
      came_from[edge.to] = node;
      queue.push_back(edge.to);
    }
  }
  return {};
}

Span edge_span(const Graph& graph, std::uint32_t from, std::uint32_t to) {
  return std::ranges::find(graph[from], to, &Edge::to)->span;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> find_cycles(const Graph& graph) {
  const std::vector<bool> remains = can_reach_a_cycle(graph);
  std::vector<bool> told(graph.size(), false);
  std::vector<std::vector<std::uint32_t>> cycles;
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    if (!remains[node] || told[node]) continue;
    auto cycle = shortest_cycle(graph, remains, node);
    for (const std::uint32_t member : cycle) told[member] = true;
    if (!cycle.empty()) cycles.push_back(std::move(cycle));
  }
  return cycles;
}

void report_cycles(const Graph& graph, std::span<const std::string_view> names,
                   const report::RuleInfo& rule, std::string_view what, report::Report& report,
                   std::string_view verb) {
  for (const auto& cycle : find_cycles(graph)) {
    std::string path;
    for (const std::uint32_t node : cycle) path += fmt::format("{} → ", names[node]);
    path += names[cycle.front()];
    const auto next = [&](std::size_t i) { return cycle[(i + 1) % cycle.size()]; };
    auto& finding = report.add(rule, edge_span(graph, cycle[0], next(0)),
                               fmt::format("{} in a circle: `{}`", what, path),
                               "take one of these references away");
    for (std::size_t i = 1; i < std::min(cycle.size(), most_labels); ++i) {
      finding.labels.push_back(
          {edge_span(graph, cycle[i], next(i)),
           fmt::format("`{}` {} `{}`", names[cycle[i]], verb, names[next(i)])});
    }
  }
}

}  // namespace ensign::model
