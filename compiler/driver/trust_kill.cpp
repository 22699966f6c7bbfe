// Who may stop something at night: said when a root is founded, for from then on nobody may who is
// not named.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "driver/trust_parts.h"
#include "trust/emergency.h"

namespace ensign::driver {
namespace {

// Somebody to begin with, who is on the roster and no machine.
std::string example(const model::Model& model) {
  const auto person = std::ranges::find_if(
      model.people, [](const model::Person& one) { return !one.machine && !one.left; });
  return person == model.people.end() ? "PERSON" : *person->id;
}

}  // namespace

std::string who_may_kill(const model::Model& model, const std::string& environment) {
  const std::string role = "emergency/" + environment;
  const std::string file = model.config.layout.trust + "/people.yaml";
  // Asked first: the model knows no root yet, and without one everybody may where no role is.
  const bool is_written =
      std::ranges::any_of(model.roles, [&](const model::Role& one) { return *one.id == role; });
  if (!is_written) {
    return fmt::format(
        "  nobody may kill in {}: write into {} who may, and have it signed: roles: {{ {}: {{ "
        "holders: [{}] }} }}",
        environment, file, role, example(model));
  }
  std::set<std::string> people;
  for (const auto& key : trust::emergency_keys(model, environment)) people.insert(key.person);
  if (people.empty()) {
    return fmt::format(
        "  nobody may kill in {}: no holder of the role `{}` in {} has a key that counts",
        environment, role, file);
  }
  return fmt::format("  a kill in {}: any of {} (role `{}` of {})", environment,
                     names_of({people.begin(), people.end()}), role, file);
}

}  // namespace ensign::driver
