#include <algorithm>

#include "model/cycles.h"
#include "model/linker.h"

namespace ensign::model {
namespace {

void add_segments(const Condition& condition, std::vector<Edge>& edges) {
  if (condition.segment && condition.segment->id) {
    edges.push_back({condition.segment->id->index, condition.segment->name.span});
  }
  for (const Condition& child : condition.children) add_segments(child, edges);
}

Graph segment_graph(const Model& model) {
  Graph graph(model.segments.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    add_segments(model.segments[i].condition, graph[i]);
  }
  return graph;
}

Graph requirement_graph(const Model& model) {
  Graph graph(model.flags.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (const Requirement& requirement : model.flags[i].requires_) {
      if (!requirement.flag.id) continue;
      graph[i].push_back({requirement.flag.id->index, requirement.flag.name.span});
    }
  }
  return graph;
}

// Flags end a chain of successors, so tombstones alone are its nodes.
Graph successor_graph(const Model& model) {
  Graph graph(model.tombstones.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto& successor = model.tombstones[i].successor;
    if (!successor || !successor->tombstone) continue;
    graph[i].push_back({successor->tombstone->index, successor->name.span});
  }
  return graph;
}

// A stage waits for the one that it starts after, and for those that its entry gates name.
Graph waiting_graph(const Plan& plan) {
  Graph graph(plan.stages.size());
  const auto add = [&](std::size_t from, const Spanned<std::string>& name) {
    for (std::size_t to = 0; to < plan.stages.size(); ++to) {
      if (*plan.stages[to].id == *name) {
        graph[from].push_back({static_cast<std::uint32_t>(to), name.span});
        return;
      }
    }
  };
  for (std::size_t i = 0; i < plan.stages.size(); ++i) {
    if (plan.stages[i].starts_after) add(i, *plan.stages[i].starts_after);
    for (const Gate& gate : plan.stages[i].entry) {
      if (gate.stage) add(i, *gate.stage);
    }
  }
  return graph;
}

// Segments that use an incomplete segment, at whatever remove, are incomplete too.
void spread_incompleteness(std::vector<Segment>& segments, const Graph& uses) {
  std::vector<std::vector<std::size_t>> users(segments.size());
  std::vector<std::size_t> queue;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    for (const Edge& edge : uses[i]) users[edge.to].push_back(i);
    if (!segments[i].complete) queue.push_back(i);
  }
  while (!queue.empty()) {
    const std::size_t used = queue.back();
    queue.pop_back();
    for (const std::size_t user : users[used]) {
      if (!segments[user].complete) continue;
      segments[user].complete = false;
      queue.push_back(user);
    }
  }
}

bool uses_incomplete(const Condition& condition, const Model& model) {
  const auto& segment = condition.segment;
  if (segment && segment->id && !model.at(*segment->id).complete) return true;
  return std::ranges::any_of(condition.children,
                             [&](const Condition& child) { return uses_incomplete(child, model); });
}

bool uses_incomplete(const Flag& flag, const Model& model) {
  for (const FlagEnvironment& environment : flag.environments) {
    for (const FlagRule& rule : environment.rules) {
      if (uses_incomplete(rule.condition, model)) return true;
    }
  }
  return false;
}

}  // namespace

void Linker::find_cycles() {
  const Graph segments = segment_graph(model_);
  std::vector<std::string_view> names;
  for (const Segment& segment : model_.segments) names.push_back(*segment.name);
  report_cycles(segments, names, segment_cycle, "segments are defined", report_);
  for (const auto& cycle : model::find_cycles(segments)) {
    for (const std::uint32_t index : cycle) incomplete(model_.segments[index].file);
  }
  names.clear();
  for (const Flag& flag : model_.flags) names.push_back(*flag.key);
  report_cycles(requirement_graph(model_), names, requirement_cycle, "flags require each other",
                report_);
  names.clear();
  for (const Tombstone& tombstone : model_.tombstones) names.push_back(*tombstone.key);
  report_cycles(successor_graph(model_), names, successor_cycle, "retired flags replace each other",
                report_, "is replaced by");
  for (const Plan& plan : model_.plans) {
    names.clear();
    for (const Stage& stage : plan.stages) names.push_back(*stage.id);
    report_cycles(waiting_graph(plan), names, stage_cycle, "stages wait for each other", report_,
                  "waits for");
  }
}

void Linker::settle_completeness() {
  const auto settle = [this](auto& entities) {
    for (auto& entity : entities) {
      entity.complete = !incomplete_[static_cast<std::size_t>(entity.file)];
    }
  };
  Policy& policy = model_.policy;
  policy.complete = !policy.file || !incomplete_[static_cast<std::size_t>(*policy.file)];
  settle(model_.waivers);
  settle(model_.statements);
  settle(model_.record_sets);
  settle(model_.segments);
  settle(model_.flags);
  settle(model_.groups);
  settle(model_.profiles);
  settle(model_.plans);
  settle(model_.evidence);
  settle(model_.playbooks);
  settle(model_.releases);
  settle(model_.notes);
  settle(model_.freezes);
  settle(model_.incidents);
  settle(model_.journal);
  settle(model_.drills);
  spread_incompleteness(model_.segments, segment_graph(model_));
  for (Flag& flag : model_.flags) {
    if (uses_incomplete(flag, model_)) flag.complete = false;
    // Its slot is found by the names and weights of all members.
    if (flag.group && !model_.at(*flag.group).complete) flag.complete = false;
  }
  for (Plan& plan : model_.plans) {
    for (const Stage& stage : plan.stages) {
      const bool whole =
          !stage.segment || !stage.segment->id || model_.at(*stage.segment->id).complete;
      if (!whole) plan.complete = false;
    }
  }
}

}  // namespace ensign::model
