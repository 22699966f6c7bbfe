#include "policy/distribution.h"

#include <fmt/format.h>

namespace ensign::policy {
namespace {

// Where the value of a dotted name stands in the context; makes room for it.
Json& place_of(Json& context, std::string_view path) {
  Json* at = &context;
  for (;;) {
    if (at->members() == nullptr) *at = Json::object();
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    if (at->find(name) == nullptr) at->set(std::string(name), nullptr);
    for (Json::Member& member : *at->members()) {
      if (member.first == name) at = &member.second;
    }
    if (dot == std::string_view::npos) return *at;
    path.remove_prefix(dot + 1);
  }
}

}  // namespace

std::expected<std::vector<std::int64_t>, std::string> distribution_of(
    const model::Flag& flag, Json context, std::string_view over, const eval::Ruleset& ruleset,
    const eval::Settings& settings) {
  Json& user = place_of(context, over);
  std::vector<std::int64_t> counts(flag.variants.size(), 0);
  for (std::int64_t i = 0; i < simulated_users; ++i) {
    user = fmt::format("user-{}", i);
    const auto read = eval::Context::from_json(canonical(context));
    if (!read) return std::unexpected(read.error().message);
    const auto outcome = ruleset.evaluate(*flag.key, eval::Type::any, *read, settings);
    if (outcome.error) return std::unexpected(outcome.message);
    if (const auto variant = flag.variant_index(outcome.variant)) ++counts[*variant];
  }
  return counts;
}

}  // namespace ensign::policy
