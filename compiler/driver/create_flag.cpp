// New flags and segments.
#include <algorithm>
#include <fmt/format.h>

#include "driver/create_kinds.h"
#include "model/pattern.h"

namespace ensign::driver {
namespace {

constexpr std::int32_t flag_lifetime_days = 90;

Result<void> check_pattern(const model::Config& config, const std::string& key) {
  if (!config.key_pattern) return {};
  const auto pattern = model::Pattern::parse(config.key_pattern->value);
  if (!pattern || pattern->matches(key)) return {};
  return failure(fmt::format("`{}` does not match `{}`", key, config.key_pattern->value),
                 "ensign.yaml says under `keys:` what keys look like here");
}

template <typename Format>
std::string for_each_environment(const model::Config& config, const Format& format) {
  std::string lines;
  for (const model::Environment& environment : config.environments) {
    if (!lines.empty()) lines += '\n';
    lines += format(yaml_text(*environment.name));
  }
  return lines;
}

// A first audience that can be read: one value of one declared attribute, or else of the key that
// every caller has.
std::string first_condition(const model::Config& config) {
  const auto text = std::ranges::find_if(config.attributes, [](const model::Attribute& attribute) {
    return attribute.type == model::AttributeType::string;
  });
  if (text == config.attributes.end()) return "{ targetingKey: [somebody] }";
  const std::string* declared = text->values.empty() ? nullptr : text->values.front().string();
  return fmt::format("{{ {}: [{}] }}", yaml_text(*text->name),
                     declared != nullptr ? yaml_text(*declared) : "somebody");
}

}  // namespace

Result<Draft> draft_flag(const Desk& desk) {
  const auto parts = TRY(id_parts(desk.id, 1, 2, "KEY or AREA/KEY"));
  const std::string& key = parts.back();
  TRY(check_pattern(desk.model.config, key));
  std::vector<std::string_view> keys;
  for (const model::Flag& flag : desk.model.flags) keys.push_back(*flag.key);
  TRY(refuse_taken("flag", key, keys));
  keys.clear();
  for (const model::Tombstone& retired : desk.model.tombstones) keys.push_back(*retired.key);
  TRY(refuse_taken("retired flag", key, keys));
  const Words words{{"KEY", yaml_text(key)},
                    {"TITLE", yaml_text(title_of(key))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"TODAY", to_string(desk.today)},
                    {"EXPIRES", to_string(Date{desk.today.days + flag_lifetime_days})},
                    {"ENVIRONMENTS", for_each_environment(desk.model.config,
                                                          [](const std::string& name) {
                                                            return fmt::format(
                                                                "  {}: {{ serve: off }}", name);
                                                          })},
                    {"TESTS", for_each_environment(desk.model.config, [](const std::string& name) {
                       return fmt::format("  - {{ in: {}, context: {{}}, expect: off }}", name);
                     })}};
  return Draft{fmt::format("{}/{}.yaml", desk.layout().flags, desk.id),
               filled(template_named(embedded_new(), "flag.yaml"), words),
               {"it is off everywhere; say who gets it under `environments:`"}};
}

Result<Draft> draft_segment(const Desk& desk) {
  const auto parts = TRY(id_parts(desk.id, 1, 1, "NAME"));
  std::vector<std::string_view> names;
  for (const model::Segment& segment : desk.model.segments) names.push_back(*segment.name);
  TRY(refuse_taken("segment", parts.front(), names));
  const Words words{{"NAME", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"CONDITION", first_condition(desk.model.config)}};
  return Draft{fmt::format("{}/segments/{}.yaml", desk.layout().flags, desk.id),
               filled(template_named(embedded_new(), "segment.yaml"), words),
               {"say under `if:` who belongs to it"}};
}

}  // namespace ensign::driver
