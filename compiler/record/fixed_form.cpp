#include <algorithm>

#include "record/parts.h"

namespace ensign::record {

std::string content_of(const Json& record) {
  return "sha256:" + crypto::hex(crypto::sha256(canonical(record)));
}

std::optional<Json> fixed_form(const Json& record, std::string_view variant) {
  const Json* serves = record.find("serves");
  const Json* variants = serves == nullptr ? nullptr : serves->find("variants");
  if (variants == nullptr || variants->find(variant) == nullptr) return std::nullopt;
  Json fixed = record;
  for (Json::Member& member : *fixed.members()) {
    if (member.first != "serves") continue;
    member.second =
        Json::object({{"state", "ENABLED"}, {"variants", *variants}, {"defaultVariant", variant}});
  }
  return fixed;
}

std::optional<Json> killed_form(const Json& record) {
  const Json* governs = record.find("governs");
  const Json* fallback = governs == nullptr ? nullptr : governs->find("fallback");
  const Json* serve = fallback == nullptr ? nullptr : fallback->find("serve");
  if (serve == nullptr || serve->string() == nullptr) return std::nullopt;
  return fixed_form(record, *serve->string());
}

Json shared_evaluators(const model::Model& model) {
  lower::Segments segments(model);
  Json evaluators = Json::object();
  for (std::size_t i = 0; i < model.segments.size(); ++i) {
    if (!model.segments[i].complete) continue;
    const lower::SharedEvaluator& shared = segments.at(id_at<model::Segment>(i));
    evaluators.set(shared.name, shared.rule);
  }
  return evaluators;
}

}  // namespace ensign::record
