#include "lower/target.h"

#include <algorithm>

namespace ensign::lower {
namespace {

bool is_exposed(const model::Flag& flag, model::Exposure wanted) {
  if (flag.exposure.empty()) return wanted == model::Exposure::server;
  return std::ranges::find(flag.exposure, wanted) != flag.exposure.end();
}

}  // namespace

bool is_for(const model::Target& target, const model::Environment& environment) {
  return target.environments.empty() ||
         std::ranges::any_of(target.environments,
                             [&](const auto& name) { return *name == *environment.name; });
}

bool carries(const model::Target& target, const model::Flag& flag) {
  if (target.exposure && !is_exposed(flag, **target.exposure)) return false;
  if (target.flags.empty() && target.areas.empty()) return true;
  return std::ranges::any_of(target.flags,
                             [&](const auto& chosen) { return *chosen.name == *flag.key; }) ||
         std::ranges::any_of(target.areas, [&](const auto& area) { return *area == *flag.area; });
}

KnownValues known_values(const model::Target& target) {
  KnownValues known;
  for (const model::KnownAttribute& attribute : target.known) {
    known.emplace(*attribute.name, *attribute.value);
  }
  return known;
}

}  // namespace ensign::lower
