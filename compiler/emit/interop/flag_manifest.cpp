#include "emit/interop/flag_manifest.h"

#include <algorithm>
#include <string_view>

namespace ensign::emit {
namespace {

constexpr std::string_view schema =
    "https://raw.githubusercontent.com/open-feature/cli/refs/heads/main/schema/v0/"
    "flag-manifest.json";

std::string_view flag_type(model::ValueType type) {
  return type == model::ValueType::number ? "float" : model::spelling(type);
}

std::uint32_t default_variant(const model::Flag& flag) {
  if (flag.code_default) {
    if (const auto index = flag.variant_index(**flag.code_default)) return *index;
  }
  if (flag.fallback && flag.fallback->variant) return *flag.fallback->variant;
  if (!flag.environments.empty() && !flag.environments.back().serve.shares.empty()) {
    const auto& shares = flag.environments.back().serve.shares;
    return std::ranges::max_element(shares, {}, &model::Share::weight)->variant;
  }
  return 0;
}

}  // namespace

OutFile flag_manifest(const model::Model& model) {
  Json flags = Json::object();
  for (const model::Flag& flag : model.flags) {
    if (flag.variants.empty()) continue;  // its finding says why
    flags.set(*flag.key, Json::object({{"flagType", flag_type(*flag.value)},
                                       {"defaultValue", flag.variants[default_variant(flag)].value},
                                       {"description", flag.title}}));
  }
  return {"interop/openfeature/flags.json",
          pretty(Json::object({{"$schema", schema}, {"flags", std::move(flags)}}))};
}

}  // namespace ensign::emit
