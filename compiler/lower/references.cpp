#include "lower/references.h"

namespace ensign::lower {
namespace {

void collect(const Json& value, const Json& evaluators, std::set<std::string>& names) {
  if (const auto* items = value.array_items()) {
    for (const Json& item : *items) collect(item, evaluators, names);
  }
  if (value.members() == nullptr) return;
  for (const auto& [name, member] : *value.members()) {
    if (name != "$ref" || member.string() == nullptr) {
      collect(member, evaluators, names);
      continue;
    }
    const Json* evaluator = evaluators.find(*member.string());
    if (names.insert(*member.string()).second && evaluator != nullptr) {
      collect(*evaluator, evaluators, names);
    }
  }
}

}  // namespace

std::set<std::string> referred(const Json& logic, const Json& evaluators) {
  std::set<std::string> names;
  collect(logic, evaluators, names);
  return names;
}

}  // namespace ensign::lower
