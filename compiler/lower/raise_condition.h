// JsonLogic to the condition that lowers to it, as a guess that is checked by lowering it again.
// Internal to this room.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>

#include "lower/segments.h"

namespace ensign::lower {

// {"<name>":[arguments]} with one member; nothing for anything else.
struct RaisedOperation {
  std::string_view name;
  std::span<const Json> arguments;
};
std::optional<RaisedOperation> raised_operation(const Json& logic);

// The path of {"var":"<path>"}; nullptr for anything else.
const std::string* raised_variable(const Json& logic);

class ConditionRaiser {
 public:
  // Segments that conditions name are added to `model`, under the names of their evaluators.
  ConditionRaiser(const Json& evaluators, model::Model& model)
      : evaluators_(evaluators), model_(model) {}

  std::optional<model::Condition> raise(const Json& logic);

 private:
  using Condition = model::Condition;
  using Guards = std::vector<std::string>;  // attributes that are known to be there

  std::optional<Condition> any_form(const Json& logic, const Guards& guards);
  std::optional<Condition> members(Condition::Kind kind, std::span<const Json> parts);
  std::optional<Condition> comparison(const RaisedOperation& operation) const;
  std::optional<Condition> reference(const std::string& name, model::Operator op,
                                     const Guards& guards);
  bool is_timestamp(std::string_view attribute) const;
  std::optional<Id<model::Segment>> segment(const std::string& name);

  const Json& evaluators_;
  model::Model& model_;
  std::map<std::string, Id<model::Segment>, std::less<>> segments_;  // by name of the evaluator
  bool inside_evaluator_ = false;                                    // where no reference may stand
  std::size_t depth_ = 0;
};

}  // namespace ensign::lower
