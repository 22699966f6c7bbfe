#include "lower/raise_condition.h"

#include <algorithm>
#include <utility>

#include "lower/lower.h"

namespace ensign::lower {
namespace {

using model::Condition;
using model::Operator;

constexpr std::size_t deepest = 64;  // conditions of files nest less
constexpr std::string_view clock_name = "$flagd.timestamp";

Condition test_of(std::string attribute, Operator op, std::vector<Json> operands) {
  Condition test;
  test.kind = Condition::Kind::test;
  test.attribute.value = std::move(attribute);
  test.op = op;
  for (Json& operand : operands) test.operands.push_back({std::move(operand), {}});
  return test;
}

Condition group_of(Condition::Kind kind, std::vector<Condition> children) {
  Condition condition;
  condition.kind = kind;
  condition.children = std::move(children);
  return condition;
}

// Seconds as the text that lowers to them, for moments that a file can say.
std::optional<std::string> moment_of(const Json& seconds) {
  if (seconds.integer() == nullptr) return std::nullopt;
  constexpr std::int64_t last = 253'370'764'799;  // 9998-12-31T23:59:59Z
  if (*seconds.integer() < 0 || *seconds.integer() > last) return std::nullopt;
  return to_string(Instant{*seconds.integer()});
}

template <std::size_t Count>
std::optional<Operator> looked_up(const std::pair<std::string_view, Operator> (&table)[Count],
                                  std::string_view name) {
  for (const auto& [word, op] : table) {
    if (word == name) return op;
  }
  return std::nullopt;
}

constexpr std::pair<std::string_view, Operator> orders[] = {{">=", Operator::at_least},
                                                            {">", Operator::above},
                                                            {"<=", Operator::at_most},
                                                            {"<", Operator::below}};
constexpr std::pair<std::string_view, Operator> versions[] = {{">=", Operator::version_at_least},
                                                              {">", Operator::version_above},
                                                              {"<=", Operator::version_at_most},
                                                              {"<", Operator::version_below},
                                                              {"=", Operator::version_equals}};
constexpr std::pair<std::string_view, Operator> affixes[] = {{"starts_with", Operator::starts_with},
                                                             {"ends_with", Operator::ends_with}};

std::optional<Condition> raise_equality(const std::string& attribute, const Json& value,
                                        bool equals) {
  if (value.is_null()) return test_of(attribute, Operator::exists, {Json(!equals)});
  if (value.array_items() != nullptr || value.members() != nullptr) return std::nullopt;
  return test_of(attribute, equals ? Operator::equals : Operator::not_equals, {value});
}

std::optional<Condition> raise_moment(std::string attribute, std::string_view name,
                                      const Json& seconds) {
  const auto moment = moment_of(seconds);
  if (!moment || (name != "<" && name != ">")) return std::nullopt;
  return test_of(std::move(attribute), name == ">" ? Operator::after : Operator::before,
                 {Json(*moment)});
}

// The name in {"$ref":"<name>"}; nullptr for anything else.
const std::string* referred(const Json& logic) {
  const Json* name = logic.find("$ref");
  return name == nullptr ? nullptr : name->string();
}

// The name of a segment of evaluators that are named by their content.
std::string stem_of(std::string_view name) { return std::string(name.substr(0, name.rfind('.'))); }

}  // namespace

std::optional<RaisedOperation> raised_operation(const Json& logic) {
  const Json::Object* members = logic.members();
  if (members == nullptr || members->size() != 1) return std::nullopt;
  const auto& [name, arguments] = members->front();
  if (arguments.array_items() == nullptr) return std::nullopt;
  return RaisedOperation{name, *arguments.array_items()};
}

const std::string* raised_variable(const Json& logic) {
  const Json::Object* members = logic.members();
  if (members == nullptr || members->size() != 1 || members->front().first != "var") return nullptr;
  return members->front().second.string();
}

std::optional<Condition> ConditionRaiser::raise(const Json& logic) { return any_form(logic, {}); }

std::optional<Condition> ConditionRaiser::any_form(const Json& logic, const Guards& guards) {
  if (const bool* constant = logic.boolean()) {
    return group_of(*constant ? Condition::Kind::all : Condition::Kind::any, {});
  }
  if (const std::string* name = referred(logic)) {
    return reference(*name, Operator::in_segment, guards);
  }
  const auto operation = raised_operation(logic);
  if (!operation || depth_ == deepest) return std::nullopt;
  ++depth_;
  std::optional<Condition> raised;
  if (operation->name == "and") {
    raised = members(Condition::Kind::all, operation->arguments);
  } else if (operation->name == "or") {
    raised = members(Condition::Kind::any, operation->arguments);
  } else if (operation->name == "!" && operation->arguments.size() == 1) {
    const Json& part = operation->arguments.front();
    if (const std::string* name = referred(part)) {
      raised = reference(*name, Operator::not_in_segment, guards);
    } else if (auto inner = any_form(part, guards)) {
      raised = group_of(Condition::Kind::negation, {std::move(*inner)});
    }
  } else {
    raised = comparison(*operation);
  }
  --depth_;
  return raised;
}

// In an `and`, those that come first say which attributes are there.
std::optional<Condition> ConditionRaiser::members(Condition::Kind kind,
                                                  std::span<const Json> parts) {
  Guards guards;
  std::vector<Condition> children;
  for (const Json& part : parts) {
    auto child = any_form(part, guards);
    if (!child) return std::nullopt;
    if (kind == Condition::Kind::all && child->kind == Condition::Kind::test &&
        child->op == Operator::exists && *child->operands.front()->boolean()) {
      guards.push_back(*child->attribute);
    }
    children.push_back(std::move(*child));
  }
  return group_of(kind, std::move(children));
}

std::optional<Condition> ConditionRaiser::comparison(const RaisedOperation& operation) const {
  const auto& [name, arguments] = operation;
  if (name == "sem_ver") {
    if (arguments.size() != 3 || arguments[1].string() == nullptr) return std::nullopt;
  } else if (arguments.size() != 2) {
    return std::nullopt;
  }
  const std::string* first = raised_variable(arguments[0]);
  if (first == nullptr) {  // a part of a text
    const std::string* attribute = raised_variable(arguments[1]);
    if (name != "in" || attribute == nullptr || *attribute == "now" ||
        attribute->starts_with('$') || arguments[0].string() == nullptr) {
      return std::nullopt;
    }
    return test_of(*attribute, Operator::contains, {arguments[0]});
  }
  if (*first == clock_name) return raise_moment("now", name, arguments[1]);
  // `now` is the clock in a condition, and no attribute; other names with `$` are flagd's own.
  if (*first == "now" || first->starts_with('$')) return std::nullopt;
  if (name == "===" || name == "!==") return raise_equality(*first, arguments[1], name == "===");
  if (name == "in" && arguments[1].array_items() != nullptr) {
    return test_of(*first, Operator::in, *arguments[1].array_items());
  }
  if (name == "sem_ver") {
    const auto op = looked_up(versions, *arguments[1].string());
    if (!op || arguments[2].string() == nullptr) return std::nullopt;
    return test_of(*first, *op, {arguments[2]});
  }
  if (const auto op = looked_up(affixes, name)) {
    if (arguments[1].string() == nullptr) return std::nullopt;
    return test_of(*first, *op, {arguments[1]});
  }
  if (is_timestamp(*first)) return raise_moment(*first, name, arguments[1]);
  const auto op = looked_up(orders, name);
  if (!op || (arguments[1].integer() == nullptr && arguments[1].floating() == nullptr)) {
    return std::nullopt;
  }
  return test_of(*first, *op, {arguments[1]});
}

bool ConditionRaiser::is_timestamp(std::string_view attribute) const {
  const model::Attribute* declared = model_.config.attribute(attribute);
  return declared != nullptr && declared->type == model::AttributeType::timestamp;
}

// The test of a segment needs an attribute, and lowers to a guard that merges with one that stands
// already: so any attribute that is known to be there is the right one.
std::optional<Condition> ConditionRaiser::reference(const std::string& name, Operator op,
                                                    const Guards& guards) {
  if (guards.empty() || inside_evaluator_) return std::nullopt;
  const auto id = segment(name);
  if (!id) return std::nullopt;
  Condition test = test_of(guards.front(), op, {Json(name)});
  test.segment = model::Ref<model::Segment>{{name, {}}, *id};
  return test;
}

std::optional<Id<model::Segment>> ConditionRaiser::segment(const std::string& name) {
  if (const auto known = segments_.find(name); known != segments_.end()) return known->second;
  const Json* rule = evaluators_.find(name);
  if (rule == nullptr || evaluator_name(stem_of(name), *rule) != name) return std::nullopt;
  inside_evaluator_ = true;
  auto condition = any_form(*rule, {});
  inside_evaluator_ = false;
  if (!condition) return std::nullopt;
  model::Segment added;
  added.name.value = stem_of(name);
  added.condition = std::move(*condition);
  model_.segments.push_back(std::move(added));
  // Only what lowers to the same rule has the same name.
  if (lower_segment(model_, model_.segments.back()).name != name) return std::nullopt;
  const auto id = id_at<model::Segment>(model_.segments.size() - 1);
  segments_.emplace(name, id);
  return id;
}

}  // namespace ensign::lower
