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
  const std::string digest = crypto::hex(crypto::sha256(canonical(rule)));
  place->second = {*segment.name + "." + digest.substr(0, name_digits), std::move(rule)};
  return *place->second;
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
