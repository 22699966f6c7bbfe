#include "eval/outcome.h"

namespace ensign::eval {

std::string_view name_of(Reason reason) {
  switch (reason) {
    case Reason::STATIC:
      return "STATIC";
    case Reason::DEFAULT:
      return "DEFAULT";
    case Reason::TARGETING_MATCH:
      return "TARGETING_MATCH";
    case Reason::DISABLED:
      return "DISABLED";
    case Reason::ERROR:
      return "ERROR";
  }
  return {};
}

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::FLAG_NOT_FOUND:
      return "FLAG_NOT_FOUND";
    case ErrorCode::PARSE_ERROR:
      return "PARSE_ERROR";
    case ErrorCode::TYPE_MISMATCH:
      return "TYPE_MISMATCH";
    case ErrorCode::GENERAL:
      return "GENERAL";
  }
  return {};
}

std::string_view name_of(Type type) {
  switch (type) {
    case Type::boolean:
      return "boolean";
    case Type::string:
      return "string";
    case Type::integer:
      return "integer";
    case Type::number:
      return "number";
    case Type::object:
      return "object";
    case Type::any:
      return "any";
  }
  return {};
}

}  // namespace ensign::eval
