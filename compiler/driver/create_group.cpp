// New groups, profiles and the list of retired flags.
#include <fmt/format.h>

#include "driver/create_kinds.h"

namespace ensign::driver {
namespace {

std::string profile_lines(const model::Model& model, const model::Environment& environment) {
  std::string lines;
  for (const model::Flag& flag : model.flags) {
    if (!flag.fallback || flag.environment(*environment.name) == nullptr) continue;
    lines += fmt::format("\n  {}: {}", yaml_text(*flag.key), yaml_text(*flag.fallback->serve));
  }
  return lines.empty() ? " {}" : lines;
}

}  // namespace

Result<Draft> draft_group(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "NAME"));
  std::vector<std::string_view> names;
  for (const model::Group& group : desk.model.groups) names.push_back(*group.name);
  TRY(refuse_taken("group", desk.id, names));
  const Words words{{"NAME", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)}};
  return Draft{fmt::format("{}/groups/{}.yaml", desk.layout().flags, desk.id),
               filled(template_named(embedded_new(), "group.yaml"), words),
               {"give each flag its share under `flags:`; every one of them needs a `fallback`"}};
}

Result<Draft> draft_profile(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "NAME"));
  std::vector<std::string_view> names;
  for (const model::Profile& profile : desk.model.profiles) names.push_back(*profile.name);
  TRY(refuse_taken("profile", desk.id, names));
  const model::Environment& last = desk.model.config.environments.back();
  const Words words{{"NAME", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"ENVIRONMENT", yaml_text(*last.name)},
                    {"SERVES", profile_lines(desk.model, last)}};
  return Draft{fmt::format("{}/profiles/{}.yaml", desk.layout().flags, desk.id),
               filled(template_named(embedded_new(), "profile.yaml"), words),
               {"try it, and say under `verified:` when it was seen to work"}};
}

// One file lists all of them, so there is a first one to write and no second.
Result<Draft> draft_tombstone(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "KEY"));
  std::vector<std::string_view> keys;
  for (const model::Flag& flag : desk.model.flags) keys.push_back(*flag.key);
  TRY(refuse_taken("flag", desk.id, keys));
  const std::string path = desk.layout().flags + "/retired.yaml";
  const std::string entry =
      fmt::format("{}: {{ on: {}, type: release, reason: Shipped to everybody. }}",
                  yaml_text(desk.id), to_string(desk.today));
  if (!desk.model.tombstones.empty()) {
    return failure(fmt::format("{} is there already", path),
                   fmt::format("add a line to it: `{}`", entry));
  }
  return Draft{path,
               filled(template_named(embedded_new(), "retired.yaml"), {{"ENTRY", entry}}),
               {"correct the type and the reason, and name what took its place as `successor`"}};
}

}  // namespace ensign::driver
