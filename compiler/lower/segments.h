// The shared evaluators of one lowering run: each segment is lowered and hashed once, when it is
// first asked for. Not shared between threads.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "lower/lower.h"

namespace ensign::lower {

class Segments {
 public:
  explicit Segments(const model::Model& model) : model_(model) {}

  // A segment that uses itself, also through others, is a finding of the model and does not come
  // here.
  const SharedEvaluator& at(Id<model::Segment> id);

  const model::Model& model() const { return model_; }

 private:
  // An entry without a value is under way. Only what was asked for has one: most runs are about one
  // flag, and a repository has many segments.
  const model::Model& model_;
  std::map<Id<model::Segment>, std::optional<SharedEvaluator>> evaluators_;
};

// How a test of a segment refers to it: flagd resolves `$ref` in flags, but not inside an
// evaluator.
enum class Reference : std::uint8_t { by_name, inlined };

Json lower_condition(Segments& segments, const model::Condition& condition, Reference reference);

// Every segment that the condition names itself, in order, repetitions included.
void append_segments(const model::Condition& condition, std::vector<Id<model::Segment>>& found);

}  // namespace ensign::lower
