#include "eval/operators.h"

#include <utility>

namespace ensign::eval {

std::optional<Op> operator_named(std::string_view name) {
  constexpr std::pair<std::string_view, Op> operators[] = {
      {"var", Op::variable},
      {"if", Op::if_chain},
      {"==", Op::equal},
      {"and", Op::both},
      {"or", Op::either},
      {"in", Op::in},
      {"fractional", Op::fractional},
      {"cat", Op::cat},
      {"!", Op::negation},
      {"<", Op::less},
      {"<=", Op::less_equal},
      {">", Op::greater},
      {">=", Op::greater_equal},
      {"sem_ver", Op::sem_ver},
      {"starts_with", Op::starts_with},
      {"ends_with", Op::ends_with},
      {"!!", Op::truth},
      {"!=", Op::not_equal},
      {"===", Op::identical},
      {"!==", Op::not_identical},
      {"?:", Op::if_chain},
      {"missing", Op::missing},
      {"missing_some", Op::missing_some},
      {"max", Op::maximum},
      {"min", Op::minimum},
      {"+", Op::add},
      {"-", Op::subtract},
      {"*", Op::multiply},
      {"/", Op::divide},
      {"%", Op::remainder},
      {"map", Op::map},
      {"reduce", Op::reduce},
      {"filter", Op::filter},
      {"all", Op::all},
      {"none", Op::none},
      {"some", Op::some},
      {"merge", Op::merge},
      {"substr", Op::substr},
  };
  for (const auto& [operator_name, op] : operators) {
    if (operator_name == name) return op;
  }
  return std::nullopt;
}

}  // namespace ensign::eval
