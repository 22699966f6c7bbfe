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

  // Nothing here is inline: a page makes dozens of values, and compilers take long over each.
  Value();
  Value(bool value);
  Value(std::string value);
  Value(std::string_view value);
  Value(const char* value);
  Value(Html value);
  Value(List value);
  Value(Map value);
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  Value(Number value) : Value(std::to_string(value)) {}
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  static Value map(std::initializer_list<Field> fields = {});

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
