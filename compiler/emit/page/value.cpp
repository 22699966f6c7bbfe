#include "emit/page/value.h"

#include "base/assert.h"

namespace ensign::emit {

Value& Value::set(std::string_view name, Value value) {
  Map* map = std::get_if<Map>(&value_);
  ENSIGN_ASSERT(map != nullptr);
  for (Field& field : *map) {
    if (field.first == name) {
      field.second = std::move(value);
      return *this;
    }
  }
  map->emplace_back(name, std::move(value));
  return *this;
}

const Value* Value::find(std::string_view name) const {
  const Map* map = fields();
  if (map == nullptr) return nullptr;
  for (const Field& field : *map) {
    if (field.first == name) return &field.second;
  }
  return nullptr;
}

bool Value::truth() const {
  if (boolean()) return *boolean();
  if (text()) return !text()->empty();
  if (html()) return !html()->empty();
  if (list()) return !list()->empty();
  return true;
}

}  // namespace ensign::emit
