#include "trust/compared.h"

#include <algorithm>

#include "change/direction.h"
#include "syntax/strict_json.h"

namespace ensign::trust {

void compare_records(Change& change, const std::string* before, const std::string& after,
                     const Json& evaluators, const model::Config& config) {
  const auto now = syntax::parse_strict(after);
  const auto then = before == nullptr ? Result<Json>(Json()) : syntax::parse_strict(*before);
  if (!now || !then) return;
  change.fields = change::touched_fields(*then, *now);
  if (before != nullptr) change.direction = change::direction(*then, *now, evaluators, config);
}

void raise_risk(Change& change, const std::string& before) {
  const auto record = syntax::parse_strict(before);
  const Json* governs = record ? record->find("governs") : nullptr;
  const Json* risk = governs == nullptr ? nullptr : governs->find("risk");
  if (risk == nullptr || risk->string() == nullptr) return;
  const auto was = model::from_spelling<model::Risk>(*risk->string());
  if (was && (!change.risk || *change.risk < *was)) change.risk = was;
}

}  // namespace ensign::trust
