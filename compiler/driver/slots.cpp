#include "driver/slots.h"

namespace ensign::driver {
namespace {

// {"===":[{"fractional":[hash,["exp-a",40000],…,["",REST]]},KEY]}, and only this, asks for a slot.
const Json* question_in(const Json& logic, const std::string& key) {
  const Json* equal = logic.find("===");
  if (equal == nullptr || equal->array_items() == nullptr) return nullptr;
  const Json::Array& sides = *equal->array_items();
  if (sides.size() != 2 || sides[1] != Json(key)) return nullptr;
  const Json* slots = sides[0].find("fractional");
  return slots == nullptr || slots->array_items() == nullptr ? nullptr : slots;
}

const Json* find_question(const Json& logic, const std::string& key) {
  if (const Json* found = question_in(logic, key)) return found;
  if (logic.members() != nullptr) {
    for (const auto& [name, member] : *logic.members()) {
      if (const Json* found = find_question(member, key)) return found;
    }
  }
  if (logic.array_items() != nullptr) {
    for (const Json& item : *logic.array_items()) {
      if (const Json* found = find_question(item, key)) return found;
    }
  }
  return nullptr;
}

}  // namespace

std::optional<Slots> slots_of(const Json* flag, const std::string& key) {
  const Json* targeting = flag == nullptr ? nullptr : flag->find("targeting");
  const Json* question = targeting == nullptr ? nullptr : find_question(*targeting, key);
  if (question == nullptr) return std::nullopt;
  Slots slots{canonical(*question), {}};
  for (const Json& slot : *question->array_items()) {
    const auto* parts = slot.array_items();
    if (parts == nullptr || parts->empty() || parts->front().string() == nullptr) continue;
    if (!parts->front().string()->empty()) slots.members.push_back(*parts->front().string());
  }
  return slots;
}

}  // namespace ensign::driver
