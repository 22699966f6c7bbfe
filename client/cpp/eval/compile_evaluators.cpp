// `$evaluators`: compiled in the order of their references, so that no compilation recurses into
// another and a cycle shows as what never becomes ready.

#include <deque>
#include <vector>

#include "eval/compiler.h"

namespace ensign::eval {
namespace {

// The recursion is bounded by the depth a parsed document can have.
void collect_references(View logic, std::vector<std::string_view>& names) {
  if (logic.is_array()) {
    for (const View& item : logic.items()) collect_references(item, names);
  }
  if (!logic.is_object()) return;
  for (const Member& member : logic.members()) {
    if (member.key == "$ref" && member.value.is_string()) names.push_back(member.value.as_string());
    collect_references(member.value, names);
  }
}

struct Node {
  std::vector<std::size_t> users;
  std::size_t waits_for = 0;
};

std::vector<Node> link(std::span<const Member> evaluators) {
  std::unordered_map<std::string_view, std::size_t> positions;
  for (std::size_t i = 0; i < evaluators.size(); ++i) positions.emplace(evaluators[i].key, i);
  std::vector<Node> nodes(evaluators.size());
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < evaluators.size(); ++i) {
    names.clear();
    collect_references(evaluators[i].value, names);
    for (const std::string_view name : names) {
      const auto target = positions.find(name);
      if (target == positions.end()) continue;
      nodes[target->second].users.push_back(i);
      ++nodes[i].waits_for;
    }
  }
  return nodes;
}

}  // namespace

void Compiler::define_evaluators(std::span<const Member> evaluators) {
  std::vector<Node> nodes = link(evaluators);
  std::deque<std::size_t> ready;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].waits_for == 0) ready.push_back(i);
  }
  for (; !ready.empty(); ready.pop_front()) {
    const std::size_t current = ready.front();
    const std::string_view name = evaluators[current].key;
    CompileResult compiled = compile(evaluators[current].value);
    // The first one at fault keeps the blame.
    if (!compiled && compiled.error().evaluator.empty()) compiled.error().evaluator = name;
    evaluators_.insert_or_assign(name, std::move(compiled));
    for (const std::size_t user : nodes[current].users) {
      if (--nodes[user].waits_for == 0) ready.push_back(user);
    }
  }
  for (const Member& evaluator : evaluators) {
    evaluators_.try_emplace(
        evaluator.key, std::unexpected(CompileError{"leads to a cycle of $refs", evaluator.key}));
  }
}

}  // namespace ensign::eval
