// Comparisons of JsonLogic as tests of one attribute.
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

#include "base/date.h"
#include "driver/import_condition.h"
#include "driver/import_logic.h"
#include "model/version.h"

namespace ensign::driver {
namespace {

using model::AttributeType;
using model::Condition;
using model::Operator;

constexpr std::string_view clock_name = "$flagd.timestamp";

std::unexpected<Failure> no_test(const Json& whole) {
  return failure(fmt::format("no condition can say `{}`", shown(whole)));
}

std::optional<double> number_of(const Json& value) {
  if (const std::int64_t* number = value.integer()) return static_cast<double>(*number);
  if (const double* number = value.floating()) return *number;
  return std::nullopt;
}

std::optional<AttributeType> type_of_constant(const Json& value) {
  if (value.string() != nullptr) return AttributeType::string;
  if (value.boolean() != nullptr) return AttributeType::boolean;
  if (number_of(value)) return AttributeType::number;
  return std::nullopt;
}

// An attribute beside one constant, whichever side it is on.
struct Sides {
  std::string attribute;
  Json constant;
  bool attribute_first = true;
};

std::optional<Sides> sides_of(const Operation& operation) {
  if (operation.arguments.size() != 2) return std::nullopt;
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const auto attribute = variable_of(operation.arguments[at]);
    const Json& other = operation.arguments[1 - at];
    if (attribute && other.members() == nullptr) return Sides{*attribute, other, at == 0};
  }
  return std::nullopt;
}

struct Order {
  std::string_view sign;
  std::string_view swapped;  // with the sides exchanged
  Operator op;
  bool (*holds)(double, double);
};

constexpr std::array orders{
    Order{"<", ">", Operator::below, [](double a, double b) { return a < b; }},
    Order{"<=", ">=", Operator::at_most, [](double a, double b) { return a <= b; }},
    Order{">", "<", Operator::above, [](double a, double b) { return a > b; }},
    Order{">=", "<=", Operator::at_least, [](double a, double b) { return a >= b; }},
};

const Order& order_named(std::string_view sign) {
  for (const Order& order : orders) {
    if (order.sign == sign) return order;
  }
  return orders.front();
}

// The clock is always there, in whole seconds.
Result<Logic> read_clock_test(const Order& order, double bound, const Json& whole) {
  constexpr double last_second = 253'370'764'799;  // of the year 9998
  const bool fits = bound == std::floor(bound) && bound >= 0 && bound <= last_second;
  if (!fits) return no_test(whole);
  const std::string moment = to_string(Instant{static_cast<std::int64_t>(bound)});
  const bool earlier = order.op == Operator::below || order.op == Operator::at_least;
  Condition test = make_test("now", earlier ? Operator::before : Operator::after, {Json(moment)});
  const bool strict = order.op == Operator::below || order.op == Operator::above;
  return sometimes(strict ? std::move(test) : make_not(std::move(test)));
}

// A missing attribute orders as 0.
Result<Logic> read_bound(const Order& order, const Sides& sides, AttributeTypes& types,
                         const Json& whole) {
  const auto bound = number_of(sides.constant);
  if (!bound) return no_test(whole);
  if (sides.attribute == clock_name) return read_clock_test(order, *bound, whole);
  TRY(expect_type(sides.attribute, AttributeType::number, types));
  Condition test = make_test(sides.attribute, order.op, {sides.constant});
  if (!order.holds(0, *bound)) return sometimes(std::move(test));
  std::vector<Condition> either;
  either.push_back(std::move(test));
  either.push_back(make_exists(sides.attribute, false));
  return sometimes(make_any(std::move(either)));
}

// `{"<": [1, {"var": "seats"}, 10]}`
Result<Logic> read_between(const Order& order, const Operation& operation, AttributeTypes& types,
                           const Json& whole) {
  const auto attribute = variable_of(operation.arguments[1]);
  const auto low = number_of(operation.arguments[0]), high = number_of(operation.arguments[2]);
  const bool fits = attribute && *attribute != clock_name && low && high && order.sign[0] == '<';
  if (!fits) return no_test(whole);
  TRY(expect_type(*attribute, AttributeType::number, types));
  std::vector<Condition> both;
  both.push_back(make_test(*attribute, order_named(order.swapped).op, {operation.arguments[0]}));
  both.push_back(make_test(*attribute, order.op, {operation.arguments[2]}));
  Condition between = make_all(std::move(both));
  if (!order.holds(*low, 0) || !order.holds(0, *high)) return sometimes(std::move(between));
  std::vector<Condition> either;
  either.push_back(std::move(between));
  either.push_back(make_exists(*attribute, false));
  return sometimes(make_any(std::move(either)));
}

// The version as SemVer writes it: readers pass over a leading `v` and parts that are left out.
std::optional<std::string> whole_version(std::string text) {
  if (text.starts_with('v') || text.starts_with('V')) text.erase(0, 1);
  if (text.find_first_of("-+") == text.npos) {
    for (auto dots = std::count(text.begin(), text.end(), '.'); dots < 2; ++dots) text += ".0";
  }
  if (!model::parse_version(text)) return std::nullopt;
  return text;
}

// One more than the number; none when it is too long to be one.
std::optional<std::uint64_t> following(const std::string& digits) {
  constexpr std::size_t most_digits = 15;
  if (digits.size() > most_digits) return std::nullopt;
  return std::stoull(digits) + 1;
}

// `^` is the same major version, `~` the same minor version as well, as flagd documents them.
Result<Logic> read_version_range(const std::string& attribute, const std::string& sign,
                                 const std::string& version, const Json& whole,
                                 std::vector<std::string>& remarks) {
  const auto parts = *model::parse_version(version);
  const auto next = following(sign == "^" ? parts.major : parts.minor);
  if (!next) return no_test(whole);
  const std::string least = sign == "^" ? fmt::format("{}.0.0-0", parts.major)
                                        : fmt::format("{}.{}.0-0", parts.major, parts.minor);
  const std::string end =
      sign == "^" ? fmt::format("{}.0.0-0", *next) : fmt::format("{}.{}.0-0", parts.major, *next);
  remarks.push_back(
      fmt::format("`{}` is from {} to below {} here, as flagd documents it; its "
                  "readers disagree",
                  sign + version, least, end));
  std::vector<Condition> both;
  both.push_back(make_test(attribute, Operator::version_at_least, {Json(least)}));
  both.push_back(make_test(attribute, Operator::version_below, {Json(end)}));
  return sometimes(make_all(std::move(both)));
}

std::optional<Operator> version_operator(std::string_view sign) {
  if (sign == "=" || sign == "!=") return Operator::version_equals;
  if (sign == "<") return Operator::version_below;
  if (sign == "<=") return Operator::version_at_most;
  if (sign == ">") return Operator::version_above;
  if (sign == ">=") return Operator::version_at_least;
  return std::nullopt;
}

}  // namespace

Result<Logic> read_equality(const Operation& operation, AttributeTypes& types, const Json& whole) {
  const auto sides = sides_of(operation);
  if (!sides || sides->attribute == clock_name) return no_test(whole);
  const bool equal = operation.name == "==" || operation.name == "===";
  if (sides->constant.is_null()) {
    if (sides->attribute != "targetingKey" && !types.contains(sides->attribute)) {
      TRY(expect_type(sides->attribute, AttributeType::string, types));
    }
    return sometimes(make_exists(sides->attribute, !equal));
  }
  const auto type = type_of_constant(sides->constant);
  if (!type) return no_test(whole);
  TRY(expect_type(sides->attribute, *type, types));
  Condition test = make_test(sides->attribute, Operator::equals, {sides->constant});
  return sometimes(equal ? std::move(test) : make_not(std::move(test)));
}

Result<Logic> read_order(const Operation& operation, AttributeTypes& types, const Json& whole) {
  const Order& order = order_named(operation.name);
  if (operation.arguments.size() == 3) return read_between(order, operation, types, whole);
  const auto sides = sides_of(operation);
  if (!sides) return no_test(whole);
  const Order& turned = sides->attribute_first ? order : order_named(order.swapped);
  return read_bound(turned, *sides, types, whole);
}

Result<Logic> read_membership(const Operation& operation, AttributeTypes& types,
                              const Json& whole) {
  const auto sides = sides_of(operation);
  if (!sides || sides->attribute == clock_name) return no_test(whole);
  if (!sides->attribute_first) {
    const std::string* part = sides->constant.string();
    if (part == nullptr || part->empty()) return no_test(whole);
    TRY(expect_type(sides->attribute, AttributeType::string, types));
    return sometimes(make_test(sides->attribute, Operator::contains, {sides->constant}));
  }
  const Json::Array* values = sides->constant.array_items();
  if (values == nullptr) return no_test(whole);
  if (values->empty()) return Logic::never();
  for (const Json& value : *values) {
    const auto type = type_of_constant(value);
    if (!type) return no_test(whole);
    TRY(expect_type(sides->attribute, *type, types));
  }
  return sometimes(make_test(sides->attribute, Operator::in, *values));
}

Result<Logic> read_affix(const Operation& operation, AttributeTypes& types, const Json& whole) {
  const auto sides = sides_of(operation);
  if (!sides || !sides->attribute_first) return no_test(whole);
  const std::string* part = sides->constant.string();
  if (part == nullptr) return Logic::never();  // only texts begin and end with something
  if (part->empty()) return no_test(whole);
  TRY(expect_type(sides->attribute, AttributeType::string, types));
  const Operator op = operation.name == "starts_with" ? Operator::starts_with : Operator::ends_with;
  return sometimes(make_test(sides->attribute, op, {sides->constant}));
}

// Versions of another form than SemVer's pass no test here, and none there.
Result<Logic> read_version_test(const Operation& operation, AttributeTypes& types,
                                const Json& whole, std::vector<std::string>& remarks) {
  if (operation.arguments.size() != 3) return no_test(whole);
  const auto attribute = variable_of(operation.arguments[0]);
  const std::string* sign = operation.arguments[1].string();
  const std::string* text = operation.arguments[2].string();
  if (!attribute || sign == nullptr || text == nullptr) return no_test(whole);
  const bool range = *sign == "^" || *sign == "~";
  const auto op = version_operator(*sign);
  if (!op && !range) return no_test(whole);
  const auto version = whole_version(*text);
  if (!version) return Logic::never();
  TRY(expect_type(*attribute, AttributeType::version, types));
  if (range) return read_version_range(*attribute, *sign, *version, whole, remarks);
  Condition test = make_test(*attribute, *op, {Json(*version)});
  if (*sign != "!=") return sometimes(std::move(test));
  std::vector<Condition> both;
  both.push_back(make_test(*attribute, Operator::not_equals, {Json("")}));
  both.push_back(make_not(std::move(test)));
  return sometimes(make_all(std::move(both)));
}

}  // namespace ensign::driver
