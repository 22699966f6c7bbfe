// What a template is filled with: a small tree of text, safe markup, truth values, lists and maps.
// Maps always hold all fields of their kind (an absent text is an empty one), so that a name that a
// template asks for and nobody gives is a mistake of the template.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "emit/page/html.h"

namespace ensign::emit {

class Value {
 public:
  using List = std::vector<Value>;
  using Field = std::pair<std::string_view, Value>;  // names are literals of the source code
  using Map = std::vector<Field>;

  Value() : value_(std::string()) {}
  Value(bool value) : value_(value) {}
  Value(std::string value) : value_(std::move(value)) {}
  Value(std::string_view value) : value_(std::string(value)) {}
  Value(const char* value) : value_(std::string(value)) {}
  Value(Html value) : value_(std::move(value)) {}
  Value(List value) : value_(std::move(value)) {}
  Value(Map value) : value_(std::move(value)) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  Value(Number value) : value_(std::to_string(value)) {}

  static Value map(std::initializer_list<Field> fields = {}) { return Value(Map(fields)); }

  // Appends to a map; replaces a field of that name.
  Value& set(std::string_view name, Value value);
  const Value* find(std::string_view name) const;

  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const Html* html() const { return std::get_if<Html>(&value_); }
  const List* list() const { return std::get_if<List>(&value_); }
  const Map* fields() const { return std::get_if<Map>(&value_); }

  // True, not empty, or a map.
  bool truth() const;

 private:
  std::variant<bool, std::string, Html, List, Map> value_;
};

}  // namespace ensign::emit
