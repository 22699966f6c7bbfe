#include "record/parts.h"

namespace ensign::record {
namespace {

// Null for a flag that is not there.
Json fixed_record(lower::Segments& segments, std::optional<std::uint32_t> environment,
                  const model::Ref<model::Flag>& ref, const std::string& variant) {
  if (!ref.id || !environment) return {};
  const model::Flag& flag = segments.model().at(*ref.id);
  if (!has_record(flag, *environment)) return {};
  const auto fixed = fixed_form(flag_json(segments, flag, *environment), variant);
  return fixed ? Json(content_of(*fixed)) : Json();
}

}  // namespace

Record profile_record(const model::Model& model, const model::Profile& profile) {
  lower::Segments segments(model);
  Json flags = Json::object();
  for (const auto& [flag, variant] : profile.serves) {
    const Json record = fixed_record(segments, profile.index, flag, *variant);
    flags.set(*flag.name, Json::object({{"serve", *variant}, {"record", record}}));
  }
  return as_record(
      Json::object({{"format", format},
                    {"subject", "profile/" + *profile.name + "@" + *profile.environment},
                    {"lowering", lower::lowering_version},
                    {"owner", *profile.owner.name},
                    {"flags", std::move(flags)}}));
}

}  // namespace ensign::record
