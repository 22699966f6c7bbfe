#include "trust/freezes.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::trust {

std::vector<const model::Freeze*> freezes_in_force(const model::Model& model) {
  std::vector<const model::Freeze*> freezes;
  for (const model::Freeze& freeze : model.freezes) {
    const bool begun = *freeze.from <= model.as_of;
    if (freeze.complete && begun && model.as_of <= *freeze.until) freezes.push_back(&freeze);
  }
  return freezes;
}

const model::Freeze* freeze_of(const std::vector<const model::Freeze*>& freezes,
                               std::string_view environment, std::string_view key,
                               std::string_view area) {
  const auto named = [](const auto& list, std::string_view name) {
    return std::ranges::any_of(list, [&](const auto& each) { return *each == name; });
  };
  const auto found = std::ranges::find_if(freezes, [&](const model::Freeze* freeze) {
    const bool here = freeze->environments.empty() || named(freeze->environments, environment);
    const bool whole = freeze->flags.empty() && freeze->areas.empty();
    const bool flag =
        std::ranges::any_of(freeze->flags, [&](const auto& each) { return *each.name == key; });
    return here && (whole || flag || named(freeze->areas, area));
  });
  return found == freezes.end() ? nullptr : *found;
}

bool moves_clients(const Change& change) {
  if (change.direction == model::Direction::less) return false;
  return std::ranges::any_of(change.fields, [](const std::string& field) {
    return field == "serves" || field == "exposure";
  });
}

std::string stands_still(const model::Freeze& freeze) {
  return fmt::format("stands still until {}, for the freeze `{}`", to_string(*freeze.until),
                     *freeze.id);
}

}  // namespace ensign::trust
