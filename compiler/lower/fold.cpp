#include "lower/fold.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <utility>

#include "lower/constants.h"
#include "lower/logic.h"
#include "lower/segments.h"

namespace ensign::lower {
namespace {

// The operators that lowering writes and that are not handled on their own.
constexpr std::array<std::string_view, 12> plain{
    "!==", "<",  "<=",        "===",        ">",           ">=",
    "cat", "in", "ends_with", "fractional", "starts_with", "sem_ver"};

bool is_order(std::string_view name) {
  return name == "<" || name == "<=" || name == ">" || name == ">=";
}

// The one member of an operation, whose argument may stand without its brackets.
struct Operation {
  std::string_view name;
  std::span<const Json> arguments;
};

Result<Operation> operation_of(const Json& logic) {
  const Json::Object& members = *logic.members();
  if (members.size() != 1) return failure("an object with other than one operator");
  const auto& [name, argument] = members.front();
  if (argument.array_items() != nullptr) return Operation{name, *argument.array_items()};
  return Operation{name, {&argument, 1}};
}

bool is_clock(const Json& logic) { return logic == clock(); }

bool is_number(const Json& logic) {
  return logic.integer() != nullptr || logic.floating() != nullptr;
}

std::string stem_of(const std::string& name) { return name.substr(0, name.rfind('.')); }

bool is_variant(const Json& flag, const Json& name) {
  const Json* variants = flag.find("variants");
  return name.string() != nullptr && variants != nullptr &&
         variants->find(*name.string()) != nullptr;
}

}  // namespace

Fold::Fold(const Json* evaluators, const KnownValues& known) : known_(known) {
  const Json::Object* members = evaluators == nullptr ? nullptr : evaluators->members();
  if (members == nullptr) return;
  for (const auto& [name, rule] : *members) originals_.emplace(name, &rule);
}

Result<Json> Fold::value(const Json& logic) {
  if (const Json::Array* items = logic.array_items()) {
    Json folded = Json::array();
    for (const Json& item : *items) folded.push(TRY(value(item)));
    return folded;
  }
  if (logic.members() == nullptr) return logic;
  const Operation operator_ = TRY(operation_of(logic));
  if (operator_.name == "var") {
    const std::string* path =
        operator_.arguments.size() == 1 ? operator_.arguments[0].string() : nullptr;
    if (path == nullptr || path->empty()) return failure("a `var` that is no name of an attribute");
    return variable(*path);
  }
  if (operator_.name == "if") return chain(operator_.arguments);
  return operation(operator_.name, operator_.arguments);
}

Result<Json> Fold::truth(const Json& logic) {
  if (logic.members() != nullptr) {
    const Operation operator_ = TRY(operation_of(logic));
    if (operator_.name == "and" || operator_.name == "or") {
      return junction(operator_.name, operator_.arguments);
    }
    if (operator_.name == "$ref" && operator_.arguments.size() == 1) {
      return reference(operator_.arguments.front());
    }
  }
  const Json folded = TRY(value(logic));
  return is_constant(folded) ? Json(is_true(folded)) : folded;
}

// A known `user.email` makes `user` an object of which the rest is not known; no attribute that
// lowering writes is read in both ways, so who does so is told.
Result<Json> Fold::variable(const std::string& path) const {
  if (const auto found = known_.find(path); found != known_.end()) return found->second;
  for (const auto& [name, value] : known_) {
    if (name.starts_with(path + ".") || path.starts_with(name + ".")) {
      return failure(fmt::format("`{}` is known, and `{}` is asked for", name, path));
    }
  }
  return lower::variable(path);
}

Result<Json> Fold::chain(std::span<const Json> arguments) {
  Json::Array folded;
  std::size_t i = 0;
  for (; i + 1 < arguments.size(); i += 2) {
    Json condition = TRY(truth(arguments[i]));
    if (const bool* always = condition.boolean()) {
      if (!*always) continue;
      ++i;
      break;
    }
    folded.push_back(std::move(condition));
    folded.push_back(TRY(value(arguments[i + 1])));
  }
  Json otherwise = i < arguments.size() ? TRY(value(arguments[i])) : Json();
  if (folded.empty()) return otherwise;
  folded.push_back(std::move(otherwise));
  return lower::operation("if", std::move(folded));
}

// Members before the one that decides would still be asked, so those that may fail stay.
Result<Json> Fold::junction(std::string_view name, std::span<const Json> members) {
  const bool decides = name == "or";
  Json::Array kept;
  for (const Json& member : members) {
    Json folded = TRY(truth(member));
    const bool* constant = folded.boolean();
    if (constant == nullptr) {
      kept.push_back(std::move(folded));
    } else if (*constant == decides) {
      while (!kept.empty() && !may_fail(kept.back())) kept.pop_back();
      kept.emplace_back(decides);
      break;
    }
  }
  return decides ? disjunction(kept) : conjunction(kept);
}

Result<Json> Fold::operation(std::string_view name, std::span<const Json> arguments) {
  if (name == "!") {
    if (arguments.size() != 1) return failure("a `!` of other than one condition");
    Json folded = TRY(truth(arguments.front()));
    if (const bool* constant = folded.boolean()) return Json(!*constant);
    return lower::operation("!", {std::move(folded)});
  }
  if (std::ranges::find(plain, name) == plain.end()) {
    return failure(fmt::format("`{}` is no operator of lowering 1 here", name));
  }
  Json::Array folded;
  for (const Json& argument : arguments) folded.push_back(TRY(value(argument)));
  if (std::ranges::all_of(folded, is_constant)) {
    if (const auto result = decided(name, folded)) return Json(*result);
  }
  return lower::operation(name, std::move(folded));
}

Result<Json> Fold::reference(const Json& name) {
  if (name.string() == nullptr) return failure("a `$ref` that is no name");
  if (const auto known = references_.find(*name.string()); known != references_.end()) {
    return known->second;
  }
  const auto original = originals_.find(*name.string());
  if (original == originals_.end()) {
    return failure(fmt::format("there is no shared evaluator `{}`", *name.string()));
  }
  // Readers of the format resolve no reference inside an evaluator, so none may be there.
  if (canonical(*original->second).find("\"$ref\":") != std::string::npos) {
    return failure(fmt::format("the shared evaluator `{}` refers to another", *name.string()));
  }
  Json folded = TRY(truth(*original->second));
  Json result = folded;
  if (folded.boolean() == nullptr) {
    std::string content = folded == *original->second
                              ? *name.string()
                              : evaluator_name(stem_of(*name.string()), folded);
    result = Json::object({{"$ref", content}});
    rules_.insert_or_assign(std::move(content), std::move(folded));
  }
  references_.emplace(*name.string(), result);
  return result;
}

// Readers that are known to fail a flag for a value of another type than it is declared with do so
// in comparisons of order and in `contains`.
bool Fold::may_fail(const Json& logic) const {
  if (const Json::Array* items = logic.array_items()) {
    return std::ranges::any_of(*items, [this](const Json& item) { return may_fail(item); });
  }
  if (logic.members() == nullptr || logic.members()->empty()) return false;
  const auto& [name, argument] = logic.members()->front();
  if (name == "var") return false;
  if (name == "$ref") {
    const Json* rule = evaluator(*argument.string());
    return rule == nullptr || may_fail(*rule);
  }
  const Json::Array* arguments = argument.array_items();
  if (is_order(name)) {
    return arguments == nullptr || !std::ranges::all_of(*arguments, [](const Json& operand) {
             return is_clock(operand) || is_number(operand);
           });
  }
  if (name == "in") {
    return arguments == nullptr || arguments->size() != 2 ||
           arguments->back().array_items() == nullptr || may_fail(arguments->front());
  }
  return may_fail(argument);
}

const Json* Fold::evaluator(std::string_view name) const {
  const auto found = rules_.find(name);
  return found == rules_.end() ? nullptr : &found->second;
}

// Only what is left refers to something: a reference in a branch that vanished does not count.
void Fold::use(const Json& logic) {
  if (const Json::Array* items = logic.array_items()) {
    for (const Json& item : *items) use(item);
  }
  if (logic.members() == nullptr) return;
  for (const auto& [name, argument] : *logic.members()) {
    const Json* rule = name == "$ref" ? evaluator(*argument.string()) : nullptr;
    if (rule != nullptr) used_.insert_or_assign(*argument.string(), *rule);
    use(argument);
  }
}

Result<Json> Fold::flag(const Json& flag) {
  if (flag.members() == nullptr) return failure("a flag that is no object");
  Json result = Json::object();
  const Json* targeting = flag.find("targeting");
  const Json folded = targeting == nullptr ? Json() : TRY(value(*targeting));
  const bool is_static = is_constant(folded);
  if (is_static && !folded.is_null() && !is_variant(flag, folded)) {
    return failure(fmt::format("{} is decided, and is no variant", canonical(folded)));
  }
  use(folded);
  for (const auto& [name, member] : *flag.members()) {
    if (name == "targeting") {
      if (!is_static) result.set(name, folded);
    } else if (name == "defaultVariant" && is_static && !folded.is_null()) {
      result.set(name, folded);
    } else {
      result.set(name, member);
    }
  }
  return result;
}

}  // namespace ensign::lower
