#include <map>
#include <utility>

#include "crypto/digest.h"
#include "lower/flag.h"

namespace ensign::lower {
namespace {

constexpr std::size_t version_digits = 16;

bool names(const model::Flag& flag, std::uint32_t environment) {
  for (const model::FlagEnvironment& own : flag.environments) {
    if (own.index == environment) return true;
  }
  return false;
}

Json object_of(std::map<std::string, Json> members) {
  Json object = Json::object();
  for (auto& [name, value] : members) object.set(name, std::move(value));
  return object;
}

std::string set_id(const model::Config& config, std::uint32_t environment) {
  return *config.name + "/" + *config.environments[environment].name;
}

}  // namespace

Json lower_environment(const model::Model& model, std::uint32_t environment) {
  Segments segments(model);
  Json flags = Json::object();
  std::map<std::string, Json> evaluators;
  for (const model::Flag& flag : model.flags) {
    if (!flag.complete || !names(flag, environment)) continue;
    LoweredFlag lowered = lower_flag(segments, flag, environment);
    flags.set(*flag.key, std::move(lowered.flag));
    for (SharedEvaluator& shared : lowered.evaluators) {
      evaluators.insert_or_assign(std::move(shared.name), std::move(shared.rule));
    }
  }
  Json metadata = Json::object({{"flagSetId", set_id(model.config, environment)}});
  Json document = Json::object();
  document.set("flags", std::move(flags));
  document.set("$evaluators", object_of(std::move(evaluators)));
  document.set("metadata", metadata);
  const std::string digest = crypto::hex(crypto::sha256(canonical(document)));
  metadata.set("version", digest.substr(0, version_digits));
  document.members()->back().second = std::move(metadata);
  return document;
}

}  // namespace ensign::lower
