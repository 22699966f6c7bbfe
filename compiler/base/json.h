// JSON values and the one writer. Every digest, signature and comparison in Ensign is over
// canonical JSON (RFC 8785, "JCS"): members sorted by UTF-16 code units, shortest numbers as
// ECMAScript prints them, no white space.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ensign {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;  // in order of insertion; the canonical writer sorts

  Json() = default;  // null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(double value) : value_(value) {}  // must be finite
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  static Json object(std::initializer_list<Member> members = {}) { return Json(Object(members)); }
  static Json array(std::initializer_list<Json> items = {}) { return Json(Array(items)); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  const double* floating() const { return std::get_if<double>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }
  const Array* array_items() const { return std::get_if<Array>(&value_); }
  const Object* members() const { return std::get_if<Object>(&value_); }
  Array* array_items() { return std::get_if<Array>(&value_); }
  Object* members() { return std::get_if<Object>(&value_); }

  // The member of that name, or nullptr; also nullptr when this is no object.
  const Json* find(std::string_view name) const;
  // Appends to an object or an array; the caller knows which it is.
  void set(std::string name, Json value);
  void push(Json value);

  // Equal as canonical JSON: member order and 1 against 1.0 make no difference.
  friend bool operator==(const Json& a, const Json& b);

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

// RFC 8785 bytes, without a final line feed.
std::string canonical(const Json& value);

// For people: two spaces, members in insertion order, a final line feed.
std::string pretty(const Json& value);

// A string literal with its quotes, escaped as RFC 8785 prescribes.
std::string quoted(std::string_view text);

// A finite number as ECMAScript's Number::toString prints it.
std::string ecmascript_number(double value);

}  // namespace ensign
