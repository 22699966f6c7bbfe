// Files of which a repository has one.
#include <fmt/format.h>

#include "driver/create_kinds.h"
#include "model/calendar.h"

namespace ensign::driver {
namespace {

std::string_view scaffold(std::string_view name) { return template_named(embedded_new(), name); }

}  // namespace

Result<Draft> draft_metrics(const Desk& desk) {
  return Draft{fmt::format("{}/metrics.yaml", desk.layout().releases),
               filled(scaffold("metrics.yaml"), {{"OWNER", yaml_text(desk.owner)}}),
               {"write the queries that your monitoring understands"}};
}

Result<Draft> draft_calendar(const Desk& desk) {
  Date first = desk.today;
  while (model::weekday_of(first) != model::Weekday::tuesday) ++first.days;
  return Draft{fmt::format("{}/calendar.yaml", desk.layout().releases),
               filled(scaffold("calendar.yaml"), {{"FIRST", to_string(first)}}),
               {"say when you release, and when you may be down"}};
}

Result<Draft> draft_policy(const Desk& desk) {
  return Draft{fmt::format("{}/policy.yaml", desk.layout().trust),
               std::string(scaffold("policy.yaml")),
               {"keep what you mean to hold people to, and delete the rest"}};
}

}  // namespace ensign::driver
