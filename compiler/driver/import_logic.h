// JsonLogic, as flagd reads it, to conditions of governed files. A condition is carried over only
// where both hold for exactly the same callers, given that every attribute has the type that it is
// declared with. Whether it is there at all is not given: in JsonLogic an attribute that is missing
// equals null and orders as 0, and what comes out says so where it matters.
//
// Source: flagd's flag definitions and custom operations; JsonLogic as json-logic-js evaluates it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "driver/import_parts.h"
#include "model/condition.h"

namespace ensign::driver {

// What a condition comes to: it may hold for everybody, or for nobody.
struct Logic {
  enum class Kind : std::uint8_t { never, always, sometimes };
  Kind kind = Kind::sometimes;
  model::Condition condition;

  static Logic never() { return {Kind::never, {}}; }
  static Logic always() { return {Kind::always, {}}; }
};

// An operation is an object of one member; its arguments are a list, or one value.
struct Operation {
  std::string name;
  std::vector<Json> arguments;
};
std::optional<Operation> operation_of(const Json& logic);

// `{"var": "user.email"}` is `user.email`. None for the other forms of `var`.
std::optional<std::string> variable_of(const Json& logic);

// The start of an expression, for a message.
std::string shown(const Json& logic);

// The types that the comparisons below `logic` speak of; what is known already stays.
void learn_types(const Json& logic, AttributeTypes& types);

class LogicReader {
 public:
  // `evaluators` is the document's `$evaluators`, or null.
  LogicReader(const Json* evaluators, AttributeTypes& types)
      : evaluators_(evaluators), types_(types) {}

  Result<Logic> read(const Json& logic);

  // The shared evaluator of that name; none when there is none.
  const Json* evaluator(std::string_view name) const;

  // Those that conditions speak of so far.
  const std::vector<SegmentParts>& segments() const { return segments_; }

  // What was carried over as one of several readings, in words; taken out.
  std::vector<std::string> take_remarks() { return std::exchange(remarks_, {}); }

 private:
  Result<Logic> read_operation(const Operation& operation, const Json& whole);
  Result<Logic> read_list(const Operation& operation);
  Result<Logic> read_truth(const std::string& attribute);
  Result<Logic> read_reference(const std::string& name);

  const Json* evaluators_;
  AttributeTypes& types_;
  std::vector<SegmentParts> segments_;
  std::vector<std::string> remarks_;
  bool in_evaluator_ = false;
};

// The comparisons, one function for each family; `whole` is for messages.
Result<Logic> read_equality(const Operation& operation, AttributeTypes& types, const Json& whole);
Result<Logic> read_order(const Operation& operation, AttributeTypes& types, const Json& whole);
Result<Logic> read_membership(const Operation& operation, AttributeTypes& types, const Json& whole);
Result<Logic> read_affix(const Operation& operation, AttributeTypes& types, const Json& whole);
Result<Logic> read_version_test(const Operation& operation, AttributeTypes& types,
                                const Json& whole, std::vector<std::string>& remarks);

// Fails when the attribute has another type already, or cannot be one in a condition.
Result<void> expect_type(const std::string& attribute, model::AttributeType type,
                         AttributeTypes& types);

Logic sometimes(model::Condition condition);

}  // namespace ensign::driver
