#include "record/parts.h"

namespace ensign::record {
namespace {

// Nothing for a flag that is not there.
std::optional<Json> fixed_record(lower::Segments& segments,
                                 std::optional<std::uint32_t> environment,
                                 const model::Ref<model::Flag>& ref, const std::string& variant) {
  if (!ref.id || !environment) return std::nullopt;
  const model::Flag& flag = segments.model().at(*ref.id);
  if (!has_record(flag, *environment)) return std::nullopt;
  return fixed_form(flag_json(segments, flag, *environment), variant);
}

}  // namespace

Record profile_record(const model::Model& model, const model::Profile& profile) {
  lower::Segments segments(model);
  Json flags = Json::object();
  for (const auto& [flag, variant] : profile.serves) {
    const auto record = fixed_record(segments, profile.index, flag, *variant);
    flags.set(*flag.name, Json::object({{"serve", *variant},
                                        {"record", record ? Json(content_of(*record)) : Json()}}));
  }
  return as_record(
      Json::object({{"format", format},
                    {"subject", "profile/" + *profile.name + "@" + *profile.environment},
                    {"lowering", lower::lowering_version},
                    {"owner", *profile.owner.name},
                    {"flags", std::move(flags)}}));
}

std::vector<Record> yields_of(const model::Model& model, const model::Profile& profile) {
  lower::Segments segments(model);
  std::vector<Record> yields;
  for (const auto& [flag, variant] : profile.serves) {
    const auto record = fixed_record(segments, profile.index, flag, *variant);
    if (record) yields.push_back(as_record(*record));
  }
  return yields;
}

}  // namespace ensign::record
