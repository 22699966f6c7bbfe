#include "lower/segments.h"

#include "base/assert.h"
#include "crypto/digest.h"

namespace ensign::lower {
namespace {

constexpr std::size_t name_digits = 32;

}  // namespace

const SharedEvaluator& Segments::at(Id<model::Segment> id) {
  const auto [place, is_new] = evaluators_.try_emplace(id);
  if (place->second) return *place->second;
  ENSIGN_ASSERT(is_new);
  const model::Segment& segment = model_.at(id);
  Json rule = lower_condition(*this, segment.condition, Reference::inlined);
  std::string name = evaluator_name(*segment.name, rule);
  place->second = {std::move(name), std::move(rule)};
  return *place->second;
}

std::string evaluator_name(std::string_view segment, const Json& rule) {
  const std::string digest = crypto::hex(crypto::sha256(canonical(rule)));
  return std::string(segment) + "." + digest.substr(0, name_digits);
}

bool has_its_name(std::string_view name, const Json& rule) {
  return evaluator_name(name.substr(0, name.rfind('.')), rule) == name;
}

void append_segments(const model::Condition& condition, std::vector<Id<model::Segment>>& found) {
  if (condition.segment) found.push_back(condition.segment->id.value());
  for (const model::Condition& child : condition.children) append_segments(child, found);
}

SharedEvaluator lower_segment(const model::Model& model, const model::Segment& segment) {
  Segments segments(model);
  return segments.at(
      id_at<model::Segment>(static_cast<std::size_t>(&segment - model.segments.data())));
}

}  // namespace ensign::lower
