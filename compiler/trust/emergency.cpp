#include "trust/emergency.h"

#include <algorithm>

namespace ensign::trust {
namespace {

bool counts(const model::PersonKey& key, Date today) {
  if (*key.state != model::KeyState::active) return false;
  const bool begun = !key.from || **key.from <= today;
  return begun && (!key.until || today <= **key.until);
}

void add_keys(const model::Person& person, Date today, std::vector<EmergencyKey>& keys) {
  if (person.machine || (person.left && **person.left < today)) return;
  for (const model::PersonKey& key : person.keys) {
    if (counts(key, today)) keys.push_back({*person.id, key.key});
  }
}

}  // namespace

std::vector<EmergencyKey> emergency_keys(const model::Model& model, std::string_view environment) {
  const std::string name = "emergency/" + std::string(environment);
  const Date today = date_of(model.as_of);
  std::vector<EmergencyKey> keys;
  const auto role =
      std::ranges::find_if(model.roles, [&](const model::Role& one) { return *one.id == name; });
  if (role != model.roles.end()) {
    for (const auto& holder : role->holders) {
      if (holder.id) add_keys(model.at(*holder.id), today, keys);
    }
  } else if (model.roots.empty()) {
    for (const model::Person& person : model.people) add_keys(person, today, keys);
  }
  return keys;
}

std::vector<EmergencyKey> lasting_keys(const model::Model& model) {
  std::vector<EmergencyKey> keys;
  for (const model::Person& person : model.people) {
    if (person.machine) continue;
    for (const model::PersonKey& key : person.keys) {
      const bool is_out =
          *key.state == model::KeyState::compromised || *key.state == model::KeyState::suspended;
      if (!is_out) keys.push_back({*person.id, key.key});
    }
  }
  return keys;
}

}  // namespace ensign::trust
