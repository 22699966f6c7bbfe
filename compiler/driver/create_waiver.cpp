// New waivers.
#include <fmt/format.h>

#include "driver/create_kinds.h"

namespace ensign::driver {
namespace {

constexpr std::int64_t seconds_of_day = 86'400;

// Something that is there, so that the file can be checked before it is filled in.
std::string first_subject(const model::Model& model) {
  if (!model.flags.empty()) return "flag/" + *model.flags.front().key;
  return "ensign.yaml";
}

}  // namespace

Result<Draft> draft_waiver(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "ID"));
  std::vector<std::string_view> ids;
  for (const model::Waiver& waiver : desk.model.waivers) ids.push_back(*waiver.id);
  TRY(refuse_taken("waiver", desk.id, ids));
  const auto days = static_cast<std::int32_t>(*desk.model.policy.waiver_seconds / seconds_of_day);
  const Words words{{"WAIVER", yaml_text(desk.id)},
                    {"SUBJECT", yaml_text(first_subject(desk.model))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"TODAY", to_string(desk.today)},
                    {"EXPIRES", to_string(Date{desk.today.days + days})}};
  return Draft{fmt::format("{}/waivers/{}.yaml", desk.layout().trust, desk.id),
               filled(template_named(embedded_new(), "waiver.yaml"), words),
               {"say which rule it is for, what it covers, and why"}};
}

}  // namespace ensign::driver
