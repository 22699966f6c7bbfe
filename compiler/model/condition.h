// Who a rule is for. Conditions are structured YAML; they compile to flagd's JsonLogic
// (emit/bundle) and are shown in words (emit/site).
//
//   if: { user.email: { ends_with: "@example.com" }, plan: [pro, team] }     all of these
//   if: { any: [ {…}, {…} ], not: {…} }
#pragma once

#include <vector>

#include "base/json.h"
#include "model/reference.h"
#include "model/words.h"

namespace ensign::model {

struct Segment;

struct Condition {
  enum class Kind : std::uint8_t { all, any, negation, test };
  Kind kind = Kind::all;
  Span span;
  std::vector<Condition> children;  // of all, any; exactly one of negation

  // Of a test: `attribute op operands`. A list as the value is `in`; a scalar is `equals`.
  Spanned<std::string> attribute;
  Operator op = Operator::equals;
  // One, except for in and not_in. Of before and after the text of an instant, or of a date, which
  // means its whole day.
  std::vector<Spanned<Json>> operands;
  std::optional<Ref<Segment>> segment;  // of in_segment and not_in_segment
};

}  // namespace ensign::model
