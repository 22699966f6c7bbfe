#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/pattern.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

Environment decode_environment(const syntax::Entry& entry, Report& report) {
  Environment environment;
  environment.name = {entry.key, entry.key_span};
  environment.title = entry.key;
  Fields fields(entry.value, "environment", report);
  fields.optional("title", read_text, environment.title);
  fields.optional("description", read_text, environment.description);
  fields.optional("protected", read_boolean, environment.is_protected);
  fields.optional("promotion", read_word<Promotion>, environment.promotion);
  fields.optional("accounts", read_text, environment.accounts);
  fields.finish();
  return environment;
}

void check_environment_name(const syntax::Entry& entry, Report& report) {
  if (key_fold(entry.key) != "log") return check_name(entry, report);
  report.add(reserved_key, entry.key_span,
             fmt::format("`{}` is where bundles are logged", entry.key),
             "choose another name for the environment");
}

// A member of the declared set of an attribute.
std::optional<Json> read_attribute_value(AttributeType type, const Node& node, Report& report) {
  bool fits = false;
  switch (type) {
    case AttributeType::boolean:
      fits = read_boolean(node, report).has_value();
      break;
    case AttributeType::integer:
      fits = read_integer(node, report).has_value();
      break;
    case AttributeType::number:
      fits = read_number(node, report).has_value();
      break;
    case AttributeType::version:
      fits = read_version(node, report).has_value();
      break;
    case AttributeType::timestamp:
      fits = read_instant(node, report).has_value();
      break;
    case AttributeType::string:
      fits = read_text(node, report).has_value();
      break;
  }
  return fits ? std::optional(to_json(node)) : std::nullopt;
}

Attribute decode_attribute(const syntax::Entry& entry, Report& report) {
  Attribute attribute;
  attribute.name = {entry.key, entry.key_span};
  Fields fields(entry.value, "attribute", report);
  fields.required("type", read_word<AttributeType>, attribute.type);
  fields.list(
      "values",
      [&](const Node& node, Report& to) { return read_attribute_value(attribute.type, node, to); },
      attribute.values);
  fields.optional("required", read_boolean, attribute.required);
  fields.optional("ascii", read_boolean, attribute.ascii);
  fields.optional("personal", read_boolean, attribute.personal);
  fields.optional("description", read_text, attribute.description);
  fields.finish();
  return attribute;
}

void check_attribute_name(const syntax::Entry& entry, Report& report) {
  if (entry.key == "now" || entry.key == "targetingKey") {
    report.add(reserved_key, entry.key_span,
               fmt::format("`{}` is an attribute that is always there", entry.key),
               "leave it out: rules may use it without a declaration");
  } else {
    check_name(entry, report);
  }
}

Scope decode_scope(const syntax::Entry& entry, Report& report) {
  Scope scope;
  scope.name = {entry.key, entry.key_span};
  Fields fields(entry.value, "scope", report);
  fields.optional("attribute", read_text, scope.attribute);
  fields.optional("description", read_text, scope.description);
  fields.finish();
  return scope;
}

// A list of environments, or a mapping that says more.
void decode_channels(const Node& node, Config& config, Report& report) {
  if (!expect_mapping(node, report)) return;
  for (const syntax::Entry& entry : node.entries) {
    Channel channel;
    channel.name = {entry.key, entry.key_span};
    if (entry.value.is_mapping()) {
      Fields fields(entry.value, "channel", report);
      fields.optional("title", read_text, channel.title);
      fields.required_list("environments", read_text, channel.environments);
      fields.optional("promotion", read_word<Promotion>, channel.promotion);
      fields.optional("access", read_text, channel.access);
      fields.finish();
    } else {
      if (!expect_list(entry.value, report)) continue;
      for (const Node& item : entry.value.items) {
        if (auto name = read_text(item, report)) channel.environments.push_back(std::move(*name));
      }
    }
    config.channels.push_back(std::move(channel));
  }
}

constexpr std::int32_t grace_days = 90;

std::optional<Adopted> read_adopted(const Node& node, Report& report) {
  Adopted adopted;
  adopted.span = node.span;
  if (!node.is_mapping()) {
    const auto on = read_date(node, report);
    if (!on) return std::nullopt;
    return Adopted{node.span, *on, {Date{on->value.days + grace_days}, node.span}};
  }
  const std::size_t before = report.findings().size();
  Fields fields(node, "`adopted`", report);
  fields.required("on", read_date, adopted.on);
  fields.optional("until", read_date, adopted.until);
  fields.finish();
  if (report.findings().size() != before) return std::nullopt;
  if (node.find("until") == nullptr) {
    adopted.until = {Date{adopted.on->days + grace_days}, adopted.on.span};
  }
  if (*adopted.until >= *adopted.on) return adopted;
  report.add(invalid_value, adopted.until.span, "the grace ends before Ensign was adopted",
             fmt::format("write a day after {}", to_string(*adopted.on)));
  return std::nullopt;
}

void decode_keys(const Node& node, Config& config, Report& report) {
  Fields fields(node, "`keys`", report);
  fields.optional("pattern", read_text, config.key_pattern);
  fields.finish();
  if (!config.key_pattern) return;
  const auto pattern = Pattern::parse(**config.key_pattern);
  if (pattern) return;
  report.add(invalid_value, config.key_pattern->span,
             fmt::format("the pattern cannot be read: {}", pattern.error()),
             "write a regular expression for the whole key, such as `[a-z][a-z0-9-]*`");
  config.key_pattern.reset();
}

void decode_bundle(const Node& node, Config& config, Report& report) {
  Fields fields(node, "`bundle`", report);
  fields.optional("lifetime", read_duration, config.bundle_lifetime_seconds);
  fields.optional("propagation", read_duration, config.propagation_seconds);
  fields.finish();
}

}  // namespace

Config decode_config(const Place& place, const Node& root, Report& report) {
  Config config;
  Fields fields(root, "configuration", report);
  config.span = root.span;
  config.span.file = place.file;
  fields.required("project", read_project, config.project);
  fields.required("name", read_id, config.name);
  fields.optional("title", read_text, config.title);
  fields.optional("adopted", read_adopted, config.adopted);
  const auto named = [&](const Node* node, auto& into, auto decode) {
    decode_named(node, into, report, decode);
  };
  const auto part = [&](const Node* node, auto decode) {
    if (node != nullptr) decode(*node, config, report);
  };
  decode_named(fields.find_required("environments"), config.environments, report,
               decode_environment, check_environment_name);
  decode_named(fields.find("attributes"), config.attributes, report, decode_attribute,
               check_attribute_name);
  std::ranges::sort(config.attributes, {}, [](const Attribute& a) { return *a.name; });
  named(fields.find("scopes"), config.scopes, decode_scope);
  part(fields.find("channels"), decode_channels);
  part(fields.find("keys"), decode_keys);
  part(fields.find("bundle"), decode_bundle);
  named(fields.find("requirements"), config.requirements, decode_requirement);
  fields.optional("site", read_word<SiteKind>, config.site);
  fields.list("outputs", read_word<Output>, config.outputs);
  named(fields.find("targets"), config.targets, decode_target);
  part(fields.find("code"), decode_code);
  fields.find("layout");
  fields.finish();
  config.layout = decode_layout(root, report);
  return config;
}

}  // namespace ensign::model
