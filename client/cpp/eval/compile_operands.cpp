// What can be settled about `var`, `fractional` and `sem_ver` before a context is known.

#include <algorithm>

#include "eval/compiler.h"
#include "eval/fractional.h"
#include "eval/number.h"

namespace ensign::eval {
namespace {

std::optional<Version> constant_version(View value) {
  if (value.is_string()) return read_version(value.as_string());
  NumberText text;
  if (!value.is_number()) return std::nullopt;
  // A number has no prerelease, so nothing of the version refers to `text`.
  auto version = read_version(text_of(value.as_number(), text));
  if (version) version->prerelease = {};
  return version;
}

}  // namespace

std::uint32_t Compiler::path_for(std::string_view text) {
  if (const auto known = paths_.find(text); known != paths_.end()) return known->second;
  Path path{.first = static_cast<std::uint32_t>(program_.segments.size()),
            .injected = injected_by(text)};
  for (std::string_view rest = text; !text.empty();) {
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    program_.segments.push_back({name, index_of_segment(name)});
    if (dot == std::string_view::npos) break;
    rest = rest.substr(dot + 1);
  }
  path.count = static_cast<std::uint32_t>(program_.segments.size()) - path.first;
  const auto id = static_cast<std::uint32_t>(program_.paths.size());
  program_.paths.push_back(path);
  paths_.emplace(text, id);
  return id;
}

void Compiler::settle_variable(std::uint32_t slot) {
  Expression& expression = program_.expressions[slot];
  std::string_view text;
  if (expression.count != 0) {
    const View* path = constant_child(expression, 0);
    if (path == nullptr || !(path->is_string() || path->is_null())) {
      expression.op = Op::computed_variable;
      return;
    }
    if (path->is_string()) text = path->as_string();
    // Child 0 was the path; what is left is the default.
    ++expression.first;
    expression.count = std::min<std::uint32_t>(expression.count - 1, 1);
  }
  expression.data = path_for(text);
  if (program_.paths[expression.data].injected != Injected::none) {
    expression.op = Op::injected_variable;
  }
}

void Compiler::settle_fractional(std::uint32_t slot) {
  const Expression expression = program_.expressions[slot];
  if (expression.count == 0) return set_constant(slot, View());
  const View* first = constant_child(expression, 0);
  const Op first_op = program_.expressions[expression.first].op;
  if (first_op == Op::array) return;
  const bool keyed = first == nullptr || first->is_string();
  Split split{.first = static_cast<std::uint32_t>(program_.buckets.size()), .keyed = keyed};
  double total = 0;
  std::vector<Bucket> buckets;
  for (std::uint32_t i = keyed ? 1 : 0; i < expression.count; ++i) {
    const View* entry = constant_child(expression, i);
    if (entry == nullptr) return;
    const auto weight = bucket_weight(*entry);
    if (!weight || total + *weight > largest_total_weight) return set_constant(slot, View());
    total += *weight;
    buckets.push_back({entry->items()[0], static_cast<std::uint32_t>(total)});
  }
  split.count = static_cast<std::uint32_t>(buckets.size());
  split.total = static_cast<std::uint32_t>(total);
  program_.buckets.insert(program_.buckets.end(), buckets.begin(), buckets.end());
  program_.expressions[slot].op = Op::split;
  program_.expressions[slot].data = static_cast<std::uint32_t>(program_.splits.size());
  program_.splits.push_back(split);
}

void Compiler::settle_sem_ver(std::uint32_t slot) {
  const Expression expression = program_.expressions[slot];
  if (expression.count != 3) return set_constant(slot, View());
  VersionTest test;
  if (const View* left = constant_child(expression, 0)) {
    test.left = constant_version(*left);
    if (!test.left) return set_constant(slot, View());
  }
  if (const View* comparison = constant_child(expression, 1)) {
    if (comparison->is_string()) test.comparison = read_version_operator(comparison->as_string());
    if (!test.comparison) return set_constant(slot, View());
  }
  if (const View* right = constant_child(expression, 2)) {
    test.right = constant_version(*right);
    if (!test.right) return set_constant(slot, View());
  }
  program_.expressions[slot].data = static_cast<std::uint32_t>(program_.version_tests.size());
  program_.version_tests.push_back(test);
}

}  // namespace ensign::eval
