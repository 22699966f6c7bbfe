// How values of the model become JSON. What says nothing (an absent optional, an empty text or
// list) has no member; durations are in seconds; references are the name of what they resolve to,
// or
// {"unresolved": name} where the repository is still in its grace.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/json.h"
#include "emit/page/markdown_text.h"
#include "model/model.h"
#include "report/places.h"

namespace ensign::emit {

// The model, and the lines of its files.
class Scribe {
 public:
  Scribe(const model::Model& model, const std::vector<report::Lines>& lines)
      : model_(model), lines_(lines) {}

  const model::Model& model() const { return model_; }
  Json place(Span span) const;  // {"path", "line"}; lines from 1

 private:
  const model::Model& model_;
  const std::vector<report::Lines>& lines_;  // by FileId
};

Json unresolved(const std::string& name);

inline Json json_of(const Json& value) { return value; }
inline Json json_of(const std::string& value) { return value; }
inline Json json_of(std::string_view value) { return value; }
inline Json json_of(bool value) { return value; }
inline Json json_of(double value) { return value; }
inline Json json_of(std::int64_t value) { return value; }
inline Json json_of(Date value) { return to_string(value); }
inline Json json_of(Instant value) { return to_string(value); }
inline Json json_of(const syntax::Markdown& value) { return markdown_text(value); }
Json json_of(const model::Owner& owner);
Json json_of(const model::LinkedDocument& document);
Json json_of(const model::DurationRange& range);

template <typename Word>
  requires std::is_enum_v<Word>
Json json_of(Word value) {
  return model::spelling(value);
}
template <typename Entity>
Json json_of(const model::Ref<Entity>& ref) {
  return ref.id ? Json(*ref.name) : unresolved(*ref.name);
}
template <typename Value>
Json json_of(const Spanned<Value>& value) {
  return json_of(*value);
}

template <typename Value>
bool says_nothing(const Value& value) {
  if constexpr (requires { value.is_null(); }) {
    return value.is_null();
  } else if constexpr (std::is_same_v<Value, syntax::Markdown>) {
    return value.children.empty();
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else if constexpr (requires { (*value).empty(); }) {
    return (*value).empty();
  } else {
    return false;
  }
}

// One object, member by member.
class Fields {
 public:
  template <typename Value>
  Fields& add(std::string_view name, const Value& value) {
    if (!says_nothing(value)) object_.set(std::string(name), json_of(value));
    return *this;
  }
  template <typename Value>
  Fields& add(std::string_view name, const std::optional<Value>& value) {
    return value ? add(name, *value) : *this;
  }
  template <typename Item>
  Fields& add(std::string_view name, const std::vector<Item>& items) {
    return add(name, items, [](const Item& item) { return json_of(item); });
  }
  // Items, or an optional, that need more than their own fields.
  template <typename Item, typename Make>
  Fields& add(std::string_view name, const std::vector<Item>& items, Make&& make) {
    if (items.empty()) return *this;
    Json list = Json::array();
    for (const Item& item : items) list.push(make(item));
    object_.set(std::string(name), std::move(list));
    return *this;
  }
  template <typename Value, typename Make>
  Fields& add(std::string_view name, const std::optional<Value>& value, Make&& make) {
    if (value) object_.set(std::string(name), make(*value));
    return *this;
  }

  Json take() { return std::move(object_); }

 private:
  Json object_ = Json::object();
};

}  // namespace ensign::emit
