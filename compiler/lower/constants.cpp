#include "lower/constants.h"

#include <algorithm>
#include <compare>
#include <string>

#include "model/version.h"

namespace ensign::lower {
namespace {

// Readers keep every number as a double.
std::optional<double> number_of(const Json& value) {
  if (value.integer() != nullptr) return static_cast<double>(*value.integer());
  if (value.floating() != nullptr) return *value.floating();
  return std::nullopt;
}

// Scalars only: arrays are equal to nothing but themselves, whatever is in them.
bool identical(const Json& a, const Json& b) {
  const auto left = number_of(a), right = number_of(b);
  if (left && right) return *left == *right;
  return a == b;
}

bool is_scalar(const Json& value) {
  return value.array_items() == nullptr && value.members() == nullptr;
}

std::optional<bool> equality(const Json& a, const Json& b) {
  if (!is_scalar(a) || !is_scalar(b)) return std::nullopt;
  return identical(a, b);
}

std::optional<bool> membership(const Json& wanted, const Json& among) {
  if (!is_scalar(wanted)) return std::nullopt;
  if (const Json::Array* items = among.array_items()) {
    return std::ranges::any_of(
        *items, [&](const Json& item) { return is_scalar(item) && identical(wanted, item); });
  }
  if (wanted.string() == nullptr || among.string() == nullptr) return std::nullopt;
  if (among.string()->empty()) return std::nullopt;  // some readers find "" in it
  return among.string()->find(*wanted.string()) != std::string::npos;
}

std::optional<bool> order(std::string_view operation, const Json& a, const Json& b) {
  const auto left = number_of(a), right = number_of(b);
  if (!left || !right) return std::nullopt;
  if (operation == "<") return *left < *right;
  if (operation == "<=") return *left <= *right;
  if (operation == ">") return *left > *right;
  return *left >= *right;
}

std::optional<bool> affix(std::string_view operation, const Json& text, const Json& part) {
  if (text.string() == nullptr || part.string() == nullptr) return std::nullopt;
  return operation == "starts_with" ? text.string()->starts_with(*part.string())
                                    : text.string()->ends_with(*part.string());
}

// Some readers know numbers only as far as a double is exact.
constexpr std::size_t most_digits = 15;

std::optional<model::Version> version_of(const Json& value) {
  if (value.string() == nullptr) return std::nullopt;
  auto version = model::parse_version(*value.string());
  if (!version) return std::nullopt;
  const auto is_long = [](const std::string& part) { return part.size() > most_digits; };
  if (is_long(version->major) || is_long(version->minor) || is_long(version->patch) ||
      std::ranges::any_of(version->pre_release, is_long)) {
    return std::nullopt;
  }
  return version;
}

std::optional<bool> version_test(const Json& a, const Json& comparison, const Json& b) {
  const auto left = version_of(a), right = version_of(b);
  if (!left || !right || comparison.string() == nullptr) return std::nullopt;
  const auto precedence = model::precedence(*left, *right);
  const std::string& name = *comparison.string();
  if (name == "=") return precedence == 0;
  if (name == "<") return precedence < 0;
  if (name == "<=") return precedence <= 0;
  if (name == ">") return precedence > 0;
  if (name == ">=") return precedence >= 0;
  return std::nullopt;
}

}  // namespace

bool is_constant(const Json& logic) {
  if (logic.members() != nullptr) return false;
  const Json::Array* items = logic.array_items();
  return items == nullptr || std::ranges::all_of(*items, is_constant);
}

bool is_true(const Json& constant) {
  if (constant.is_null()) return false;
  if (constant.boolean() != nullptr) return *constant.boolean();
  if (const auto number = number_of(constant)) return *number != 0;
  if (constant.string() != nullptr) return !constant.string()->empty();
  return constant.members() != nullptr || !constant.array_items()->empty();
}

std::optional<bool> decided(std::string_view operation, const Json::Array& constants) {
  if (operation == "sem_ver" && constants.size() == 3) {
    return version_test(constants[0], constants[1], constants[2]);
  }
  if (constants.size() != 2) return std::nullopt;
  const Json& a = constants[0];
  const Json& b = constants[1];
  if (operation == "===") return equality(a, b);
  if (operation == "!==") {
    const auto equal = equality(a, b);
    return equal ? std::optional(!*equal) : std::nullopt;
  }
  if (operation == "in") return membership(a, b);
  if (operation == "starts_with" || operation == "ends_with") return affix(operation, a, b);
  if (operation == "<" || operation == "<=" || operation == ">" || operation == ">=") {
    return order(operation, a, b);
  }
  return std::nullopt;
}

}  // namespace ensign::lower
