#pragma once
// JSON values, immutable once made.
//
// `View` is a 16-byte, trivially copyable look at a value that something else keeps alive (a parsed
// document, a Ruleset, a running evaluation). `Value` is a View that keeps its own memory alive; it
// may be sliced to a View on purpose. Numbers are doubles, text is UTF-8, objects keep document
// order.

#include <cassert>
#include <cstdint>
#include <cstring>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "eval/arena.h"

namespace ensign::eval {

// Containers nested deeper than this are refused wherever text becomes a value.
inline constexpr unsigned max_depth = 64;

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

// Why some text is not an acceptable JSON value.
struct Error {
  std::string message;
};

struct Member;

class View {
 public:
  constexpr View() = default;
  static View boolean(bool value);
  static View number(double value);
  static View string(std::string_view text);
  static View array(const View* items, std::size_t count);
  // `members` comes from `allocate_members` and has been through `index_members`.
  static View object(const Member* members, std::size_t count);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  // Each asserts that the kind is the one it names.
  bool as_boolean() const;
  double as_number() const;
  std::string_view as_string() const;
  std::span<const View> items() const;
  std::span<const Member> members() const;

  // The member of that name; null for another kind or an absent name.
  const View* find(std::string_view key) const;

  // True when both show the same array or object in memory (the identity of JsonLogic's `===`).
  bool same_container(View other) const;

 private:
  const View* find_indexed(std::string_view key) const;

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  std::uint32_t size_ = 0;
  union {
    double number_ = 0;
    const char* text_;
    const View* items_;
    const Member* members_;
  };
};

struct Member {
  std::string_view key;
  View value;
};

class Value : public View {
 public:
  Value() = default;
  Value(View root, std::shared_ptr<const Arena> memory) : View(root), memory_(std::move(memory)) {}

  // A deep copy of `view`; an error when it nests deeper than `max_depth`.
  static std::expected<Value, Error> copy_of(View view);

 private:
  std::shared_ptr<const Arena> memory_;
};

// Strict RFC 8259: refuses duplicate keys, more than `max_depth` levels, invalid UTF-8, lone
// surrogates, NaN, numbers outside the range of a double and trailing data. Integers a double
// cannot hold exactly are rounded to one.
std::expected<Value, Error> parse_json(std::string_view text);

// Compact JSON in document order; numbers as ECMAScript writes them, NaN and infinities as null.
std::string to_json(View value);

// Room for `count` members and, above a small count, for the index that finds them.
Member* allocate_members(Arena& arena, std::size_t count);

// To be called when the keys are set. The name that occurs twice, if one does.
std::expected<void, std::string_view> index_members(Member* members, std::size_t count);

inline View View::boolean(bool value) {
  View view;
  view.kind_ = Kind::boolean;
  view.boolean_ = value;
  return view;
}

inline View View::number(double value) {
  View view;
  view.kind_ = Kind::number;
  view.number_ = value;
  return view;
}

inline View View::string(std::string_view text) {
  View view;
  view.kind_ = Kind::string;
  view.size_ = static_cast<std::uint32_t>(text.size());
  view.text_ = text.data();
  return view;
}

inline View View::array(const View* items, std::size_t count) {
  View view;
  view.kind_ = Kind::array;
  view.size_ = static_cast<std::uint32_t>(count);
  view.items_ = items;
  return view;
}

inline View View::object(const Member* members, std::size_t count) {
  View view;
  view.kind_ = Kind::object;
  view.size_ = static_cast<std::uint32_t>(count);
  view.members_ = members;
  return view;
}

inline bool View::as_boolean() const {
  assert(is_boolean());
  return boolean_;
}

inline double View::as_number() const {
  assert(is_number());
  return number_;
}

inline std::string_view View::as_string() const {
  assert(is_string());
  return {text_, size_};
}

inline std::span<const View> View::items() const {
  assert(is_array());
  return {items_, size_};
}

inline std::span<const Member> View::members() const {
  assert(is_object());
  return {members_, size_};
}

// Up to this many members a scan beats a search, and no index is kept.
inline constexpr std::size_t unindexed_members = 8;

inline const View* View::find(std::string_view key) const {
  if (kind_ != Kind::object) return nullptr;
  if (size_ > unindexed_members) return find_indexed(key);
  for (const Member& member : members()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

inline bool View::same_container(View other) const {
  if (kind_ != other.kind_) return false;
  if (is_array()) return items_ == other.items_ && size_ == other.size_;
  return is_object() && members_ == other.members_;
}

}  // namespace ensign::eval
