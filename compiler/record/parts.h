// What several kinds of records are made of. Internal to this room.
#pragma once

#include "lower/flag.h"
#include "record/record.h"

namespace ensign::record {

inline constexpr const char* format = "ensign-record/1";

// Complete, and there in that environment.
bool has_record(const model::Flag& flag, std::uint32_t environment);

// The record of a flag before it is written out.
Json flag_json(lower::Segments& segments, const model::Flag& flag, std::uint32_t environment);

// `sha256:` and 64 hex digits, as statements have it.
std::string content_of(const Json& record);

template <typename Word>
Json spelled(Word word) {
  return std::string(model::spelling(word));
}

template <typename Reference>
Json named(const std::optional<Reference>& reference) {
  return reference ? Json(*reference->name) : Json();
}

template <typename Value>
Json optional_value(const std::optional<Spanned<Value>>& value) {
  return value ? Json(**value) : Json();
}

// A list of what `part_of` makes of each.
template <typename List, typename Part>
Json list_of(const List& list, Part part_of) {
  Json result = Json::array();
  for (const auto& one : list) result.push(part_of(one));
  return result;
}

}  // namespace ensign::record
