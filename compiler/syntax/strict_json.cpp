#include "syntax/strict_json.h"

#include <fmt/format.h>
#include <set>
#include <simdjson.h>
#include <string>
#include <utility>

namespace ensign::syntax {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t deepest = 64;

Result<Json> convert(const dom::element& element);

Result<Json> convert_array(const dom::array& items) {
  Json array = Json::array();
  for (const dom::element item : items) array.push(TRY(convert(item)));
  return array;
}

Result<Json> convert_object(const dom::object& members) {
  Json object = Json::object();
  std::set<std::string_view> names;
  for (const auto& member : members) {
    if (!names.insert(member.key).second) {
      return failure(fmt::format("the name `{}` occurs twice in one object", member.key));
    }
    object.set(std::string(member.key), TRY(convert(member.value)));
  }
  return object;
}

Result<Json> convert(const dom::element& element) {
  switch (element.type()) {
    case dom::element_type::ARRAY:
      return convert_array(element.get_array().value_unsafe());
    case dom::element_type::OBJECT:
      return convert_object(element.get_object().value_unsafe());
    case dom::element_type::INT64:
      return Json(element.get_int64().value_unsafe());
    case dom::element_type::DOUBLE:
      return Json(element.get_double().value_unsafe());
    case dom::element_type::STRING:
      return Json(std::string(element.get_string().value_unsafe()));
    case dom::element_type::BOOL:
      return Json(element.get_bool().value_unsafe());
    case dom::element_type::NULL_VALUE:
      return Json();
    case dom::element_type::UINT64:
      break;
  }
  return failure("a number is too large");
}

}  // namespace

Result<Json> parse_strict(std::string_view text) {
  dom::parser parser;
  const simdjson::padded_string padded(text);
  if (const auto error = parser.allocate(padded.size(), deepest)) {
    return failure(simdjson::error_message(error));
  }
  dom::element root;
  if (const auto error = parser.parse(padded).get(root)) {
    return failure(fmt::format("not JSON: {}", simdjson::error_message(error)));
  }
  return convert(root);
}

}  // namespace ensign::syntax
