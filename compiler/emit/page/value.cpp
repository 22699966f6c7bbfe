#include "emit/page/value.h"

#include "base/assert.h"

namespace ensign::emit {

Value::Value() : value_(std::string()) {}
Value::Value(bool value) : value_(value) {}
Value::Value(std::string value) : value_(std::move(value)) {}
Value::Value(std::string_view value) : value_(std::string(value)) {}
Value::Value(const char* value) : value_(std::string(value)) {}
Value::Value(Html value) : value_(std::move(value)) {}
Value::Value(List value) : value_(std::move(value)) {}
Value::Value(Map value) : value_(std::move(value)) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

Value Value::map(std::initializer_list<Field> fields) { return Map(fields); }

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
