#include "eval/context.h"

namespace ensign::eval {

std::expected<Context, Error> Context::from_value(Value value) {
  if (!value.is_object()) return std::unexpected(Error{"a context is a JSON object"});
  return Context(std::move(value));
}

std::expected<Context, Error> Context::from_json(std::string_view text) {
  auto value = parse_json(text);
  if (!value) return std::unexpected(std::move(value.error()));
  return from_value(std::move(*value));
}

}  // namespace ensign::eval
