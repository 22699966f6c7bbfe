#include "model/operator_types.h"

namespace ensign::model {
namespace {

enum class Family : std::uint8_t { equality, text, order, version, existence, segment, time };

Family family(Operator op) {
  switch (op) {
    case Operator::equals:
    case Operator::not_equals:
    case Operator::in:
    case Operator::not_in:
      return Family::equality;
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
      return Family::text;
    case Operator::at_least:
    case Operator::above:
    case Operator::at_most:
    case Operator::below:
      return Family::order;
    case Operator::version_at_least:
    case Operator::version_above:
    case Operator::version_at_most:
    case Operator::version_below:
    case Operator::version_equals:
      return Family::version;
    case Operator::exists:
      return Family::existence;
    case Operator::in_segment:
    case Operator::not_in_segment:
      return Family::segment;
    case Operator::before:
    case Operator::after:
      return Family::time;
  }
  return Family::equality;
}

}  // namespace

bool suits(AttributeType type, Operator op) {
  const Family of = family(op);
  if (of == Family::existence || of == Family::segment) return true;
  switch (type) {
    case AttributeType::boolean:
      return of == Family::equality;
    case AttributeType::string:
      return of == Family::equality || of == Family::text;
    case AttributeType::integer:
    case AttributeType::number:
      return of == Family::equality || of == Family::order;
    case AttributeType::version:
      return of == Family::equality || of == Family::version;
    case AttributeType::timestamp:
      return of == Family::time;
  }
  return false;
}

bool compares_values(Operator op) { return family(op) == Family::equality; }

bool has_type(const Json& value, AttributeType type) {
  switch (type) {
    case AttributeType::boolean:
      return value.boolean() != nullptr;
    case AttributeType::integer:
      return value.integer() != nullptr;
    case AttributeType::number:
      return value.integer() != nullptr || value.floating() != nullptr;
    case AttributeType::string:
    case AttributeType::version:
    case AttributeType::timestamp:
      return value.string() != nullptr;
  }
  return false;
}

}  // namespace ensign::model
