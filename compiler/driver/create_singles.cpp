// Files of which a repository has one.
#include <fmt/format.h>

#include "driver/create_kinds.h"

namespace ensign::driver {
namespace {

constexpr std::int32_t days_of_week = 7;
constexpr std::int32_t tuesday = 5;  // 1970-01-06 was one

std::string_view scaffold(std::string_view name) { return template_named(embedded_new(), name); }

}  // namespace

Result<Draft> draft_metrics(const Desk& desk) {
  return Draft{fmt::format("{}/metrics.yaml", desk.layout().releases),
               filled(scaffold("metrics.yaml"), {{"OWNER", yaml_text(desk.owner)}}),
               {"write the queries that your monitoring understands"}};
}

Result<Draft> draft_calendar(const Desk& desk) {
  const std::int32_t away =
      (tuesday - desk.today.days % days_of_week + days_of_week) % days_of_week;
  const Date first{desk.today.days + away};
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
