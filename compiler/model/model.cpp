#include "model/model.h"

#include <algorithm>

namespace ensign::model {

Model::Model() = default;
Model::Model(const Model& other) = default;
Model::Model(Model&& other) noexcept = default;
Model& Model::operator=(const Model& other) = default;
Model& Model::operator=(Model&& other) noexcept = default;
Model::~Model() = default;

const Environment* Config::environment(std::string_view wanted) const {
  const auto at = std::ranges::find(
      environments, wanted, [](const Environment& e) -> std::string_view { return *e.name; });
  return at == environments.end() ? nullptr : &*at;
}

const Attribute* Config::attribute(std::string_view wanted) const {
  const auto at = std::ranges::lower_bound(
      attributes, wanted, {}, [](const Attribute& a) -> std::string_view { return *a.name; });
  return at == attributes.end() || *at->name != wanted ? nullptr : &*at;
}

std::optional<std::uint32_t> Flag::variant_index(std::string_view name) const {
  for (std::uint32_t i = 0; i < variants.size(); ++i) {
    if (*variants[i].name == name) return i;
  }
  return std::nullopt;
}

const FlagEnvironment* Flag::environment(std::string_view name) const {
  for (const FlagEnvironment& candidate : environments) {
    if (*candidate.environment == name) return &candidate;
  }
  return nullptr;
}

const Metric* Model::metric(const Plan& plan, const Threshold& threshold) const {
  if (!threshold.metric.id) return nullptr;
  const std::size_t index = threshold.metric.id->index;
  if (index < plan.metrics.size()) return &plan.metrics[index];
  return &metrics[index - plan.metrics.size()];
}

std::optional<Id<Flag>> Model::flag(std::string_view key) const {
  const auto at = std::ranges::lower_bound(
      flags, key, {}, [](const Flag& flag) -> std::string_view { return *flag.key; });
  if (at == flags.end() || *at->key != key) return std::nullopt;
  return id_at<Flag>(static_cast<std::size_t>(at - flags.begin()));
}

std::optional<Id<Tombstone>> Model::tombstone(std::string_view key) const {
  const auto at = std::ranges::lower_bound(
      tombstones, key, {}, [](const Tombstone& one) -> std::string_view { return *one.key; });
  if (at == tombstones.end() || *at->key != key) return std::nullopt;
  return id_at<Tombstone>(static_cast<std::size_t>(at - tombstones.begin()));
}

}  // namespace ensign::model
