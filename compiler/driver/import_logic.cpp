#include "driver/import_logic.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "driver/import_condition.h"
#include "model/names.h"

namespace ensign::driver {
namespace {

using model::AttributeType;
using model::Condition;
using model::Operator;

// The truth of a constant in JsonLogic.
bool is_true(const Json& value) {
  if (value.is_null()) return false;
  if (const bool* boolean = value.boolean()) return *boolean;
  if (const std::int64_t* number = value.integer()) return *number != 0;
  if (const double* number = value.floating()) return *number != 0;
  if (const std::string* text = value.string()) return !text->empty();
  if (const Json::Array* items = value.array_items()) return !items->empty();
  return true;
}

std::optional<AttributeType> type_of(const Json& value) {
  if (value.string() != nullptr) return AttributeType::string;
  if (value.boolean() != nullptr) return AttributeType::boolean;
  if (value.integer() != nullptr || value.floating() != nullptr) return AttributeType::number;
  return std::nullopt;
}

std::optional<AttributeType> type_spoken_of(const Operation& operation, const Json& other) {
  if (operation.name == "sem_ver") return AttributeType::version;
  if (operation.name == "starts_with" || operation.name == "ends_with") {
    return AttributeType::string;
  }
  const Json::Array* items = other.array_items();
  if (operation.name == "in" && items != nullptr && !items->empty()) return type_of(items->front());
  static constexpr std::string_view comparing[] = {"==", "!=", "===", "!==", "<",
                                                   "<=", ">",  ">=",  "in"};
  return std::ranges::find(comparing, operation.name) != std::end(comparing) ? type_of(other)
                                                                             : std::nullopt;
}

void learn_from(const Operation& operation, AttributeTypes& types) {
  for (std::size_t i = 0; i < operation.arguments.size(); ++i) {
    const auto attribute = variable_of(operation.arguments[i]);
    if (!attribute) continue;
    for (std::size_t other = 0; other < operation.arguments.size(); ++other) {
      if (other == i) continue;
      const auto type = type_spoken_of(operation, operation.arguments[other]);
      if (type) types.try_emplace(*attribute, *type);
    }
  }
}

Logic negated(Logic logic) {
  if (logic.kind == Logic::Kind::always) return Logic::never();
  if (logic.kind == Logic::Kind::never) return Logic::always();
  return sometimes(make_not(std::move(logic.condition)));
}

}  // namespace

Logic sometimes(Condition condition) { return {Logic::Kind::sometimes, std::move(condition)}; }

std::optional<Operation> operation_of(const Json& logic) {
  const Json::Object* members = logic.members();
  if (members == nullptr || members->size() != 1) return std::nullopt;
  const auto& [name, arguments] = members->front();
  if (const Json::Array* items = arguments.array_items()) return Operation{name, *items};
  return Operation{name, {arguments}};
}

std::optional<std::string> variable_of(const Json& logic) {
  const auto operation = operation_of(logic);
  if (!operation || operation->name != "var" || operation->arguments.empty()) return std::nullopt;
  const bool plain = operation->arguments.size() == 1 ||
                     (operation->arguments.size() == 2 && operation->arguments[1].is_null());
  const std::string* name = operation->arguments.front().string();
  if (!plain || name == nullptr) return std::nullopt;
  return *name;
}

std::string shown(const Json& logic) {
  constexpr std::size_t most = 80;
  std::string text = visible(canonical(logic));
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void learn_types(const Json& logic, AttributeTypes& types) {
  if (const auto operation = operation_of(logic)) learn_from(*operation, types);
  if (const Json::Array* items = logic.array_items()) {
    for (const Json& item : *items) learn_types(item, types);
  }
  if (const Json::Object* members = logic.members()) {
    for (const auto& member : *members) learn_types(member.second, types);
  }
}

Result<void> expect_type(const std::string& attribute, AttributeType type, AttributeTypes& types) {
  static constexpr std::string_view taken[] = {"all", "any", "not", "now"};
  if (!model::is_id(attribute) || std::ranges::find(taken, attribute) != std::end(taken)) {
    return failure(fmt::format("`{}` cannot be the name of an attribute", visible(attribute)));
  }
  const auto known = attribute == "targetingKey" ? AttributeType::string
                                                 : types.try_emplace(attribute, type).first->second;
  const bool number = known == AttributeType::integer && type == AttributeType::number;
  const bool version = known == AttributeType::version && type == AttributeType::string;
  if (known == type || number || version) return {};
  return failure(fmt::format("`{}` is taken for a {} here, and is a {} elsewhere", attribute,
                             model::spelling(type), model::spelling(known)));
}

const Json* LogicReader::evaluator(std::string_view name) const {
  return evaluators_ == nullptr ? nullptr : evaluators_->find(name);
}

Result<Logic> LogicReader::read(const Json& logic) {
  if (logic.members() == nullptr) {
    return is_true(logic) ? Logic::always() : Logic::never();
  }
  if (const auto attribute = variable_of(logic)) return read_truth(*attribute);
  const auto operation = operation_of(logic);
  if (!operation) return failure(fmt::format("`{}` is no operation", shown(logic)));
  return read_operation(*operation, logic);
}

Result<Logic> LogicReader::read_operation(const Operation& operation, const Json& whole) {
  const std::string& name = operation.name;
  const bool one = operation.arguments.size() == 1;
  if (name == "and" || name == "or") return read_list(operation);
  if (name == "!" && one) return negated(TRY(read(operation.arguments.front())));
  if (name == "!!" && one) return read(operation.arguments.front());
  if (name == "$ref" && one && operation.arguments.front().string() != nullptr) {
    return read_reference(*operation.arguments.front().string());
  }
  if (name == "==" || name == "!=" || name == "===" || name == "!==") {
    return read_equality(operation, types_, whole);
  }
  if (name == "<" || name == "<=" || name == ">" || name == ">=") {
    return read_order(operation, types_, whole);
  }
  if (name == "in") return read_membership(operation, types_, whole);
  if (name == "starts_with" || name == "ends_with") return read_affix(operation, types_, whole);
  if (name == "sem_ver") return read_version_test(operation, types_, whole, remarks_);
  return failure(fmt::format("no condition can say `{}`", shown(whole)));
}

// `and` and `or`; a part that is certain decides, or says nothing.
Result<Logic> LogicReader::read_list(const Operation& operation) {
  const bool all = operation.name == "and";
  const auto decides = all ? Logic::Kind::never : Logic::Kind::always;
  if (operation.arguments.empty()) return failure(fmt::format("`{}` of nothing", operation.name));
  std::vector<Condition> members;
  bool decided = false;
  for (const Json& argument : operation.arguments) {
    Logic part = TRY(read(argument));
    decided = decided || part.kind == decides;
    if (part.kind == Logic::Kind::sometimes) members.push_back(std::move(part.condition));
  }
  if (decided) return all ? Logic::never() : Logic::always();
  if (members.empty()) return all ? Logic::always() : Logic::never();
  return sometimes(all ? make_all(std::move(members)) : make_any(std::move(members)));
}

// An attribute as a condition holds when it is neither missing nor empty, false or 0.
Result<Logic> LogicReader::read_truth(const std::string& attribute) {
  const auto known = types_.find(attribute);
  const auto type = attribute == "targetingKey" ? AttributeType::string
                    : known == types_.end()     ? AttributeType::boolean
                                                : known->second;
  TRY(expect_type(attribute, type, types_));
  if (type == AttributeType::boolean) {
    return sometimes(make_test(attribute, Operator::equals, {Json(true)}));
  }
  if (type == AttributeType::timestamp) {
    return failure(fmt::format("`{}` is a time, which is no condition", attribute));
  }
  const bool number = type == AttributeType::integer || type == AttributeType::number;
  const Json empty = number ? Json(0) : Json("");
  std::vector<Condition> members;
  members.push_back(make_exists(attribute, true));
  members.push_back(make_not(make_test(attribute, Operator::equals, {empty})));
  return sometimes(make_all(std::move(members)));
}

// A shared evaluator becomes a segment, where it needs some attribute; for the test of a segment
// needs one too. Otherwise its condition is written out.
Result<Logic> LogicReader::read_reference(const std::string& name) {
  const Json* rule = evaluator(name);
  if (rule == nullptr) {
    return failure(fmt::format("there is no shared evaluator `{}`", visible(name)));
  }
  if (in_evaluator_) {
    return failure(
        fmt::format("the shared evaluator `{}` is used in another one, which not every "
                    "reader follows",
                    visible(name)));
  }
  in_evaluator_ = true;
  auto read_rule = read(*rule);
  in_evaluator_ = false;
  Logic logic = TRY(std::move(read_rule));
  if (logic.kind != Logic::Kind::sometimes) return logic;
  const auto required = required_attributes(logic.condition);
  const std::string segment = as_id(name, "segment");
  if (required.empty()) return logic;
  const auto same = std::ranges::find_if(segments_, [&](const SegmentParts& other) {
    return model::key_fold(other.name) == model::key_fold(segment);
  });
  if (same == segments_.end()) {
    segments_.push_back({segment, logic.condition});
    return sometimes(make_segment_test(*required.begin(), segment));
  }
  // Another evaluator may have the name already.
  if (condition_text(same->condition) != condition_text(logic.condition)) return logic;
  return sometimes(make_segment_test(*required.begin(), same->name));
}

}  // namespace ensign::driver
