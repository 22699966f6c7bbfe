#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json environment_json(const model::Environment& environment) {
  return Fields()
      .add("name", environment.name)
      .add("title", environment.title)
      .add("protected", environment.is_protected)
      .add("promotion", environment.promotion)
      .add("accounts", environment.accounts)
      .add("description", environment.description)
      .take();
}

Json attribute_json(const model::Attribute& attribute) {
  return Fields()
      .add("name", attribute.name)
      .add("type", attribute.type)
      .add("values", attribute.values)
      .add("required", attribute.required)
      .add("ascii", attribute.ascii)
      .add("personal", attribute.personal)
      .add("description", attribute.description)
      .take();
}

Json scope_json(const model::Scope& scope) {
  return Fields()
      .add("name", scope.name)
      .add("attribute", scope.attribute)
      .add("description", scope.description)
      .take();
}

Json channel_json(const model::Channel& channel) {
  return Fields()
      .add("name", channel.name)
      .add("title", channel.title)
      .add("environments", channel.environments)
      .add("promotion", channel.promotion)
      .add("access", channel.access)
      .take();
}

Json known_json(const model::KnownAttribute& known) {
  return Fields().add("attribute", known.name).add("value", known.value).take();
}

Json target_json(const model::Target& target) {
  return Fields()
      .add("name", target.name)
      .add("title", target.title)
      .add("environments", target.environments)
      .add("exposure", target.exposure)
      .add("flags", target.flags)
      .add("areas", target.areas)
      .add("known", target.known, known_json)
      .take();
}

Json code_json(const model::Code& code) {
  return Fields()
      .add("functions", code.functions)
      .add("decorators", code.decorators)
      .add("components", code.components)
      .add("constants", code.constants)
      .add("environment", code.environment)
      .add("paths", code.paths)
      .add("ignore", code.ignore)
      .add("tests", code.tests)
      .take();
}

Json requirement_json(const model::DeclaredRequirement& requirement) {
  return Fields()
      .add("id", requirement.id)
      .add("title", requirement.title)
      .add("document", requirement.document)
      .take();
}

Json layout_json(const model::Layout& layout) {
  return Fields()
      .add("flags", layout.flags)
      .add("releases", layout.releases)
      .add("rollbacks", layout.rollbacks)
      .add("trust", layout.trust)
      .add("approvals", layout.approvals)
      .add("site-templates", layout.site_templates)
      .take();
}

Json adopted_json(const model::Adopted& adopted) {
  return Fields().add("on", adopted.on).add("until", adopted.until).take();
}

}  // namespace

Json entity(const Scribe& scribe, const model::Config& config) {
  return Fields()
      .add("at", scribe.place(config.project.span))
      .add("project", config.project)
      .add("name", config.name)
      .add("title", config.title)
      .add("adopted", config.adopted, adopted_json)
      .add("environments", config.environments, environment_json)
      .add("attributes", config.attributes, attribute_json)
      .add("scopes", config.scopes, scope_json)
      .add("channels", config.channels, channel_json)
      .add("key_pattern", config.key_pattern)
      .add("bundle_lifetime_seconds", config.bundle_lifetime_seconds)
      .add("propagation_seconds", config.propagation_seconds)
      .add("site", config.site)
      .add("outputs", config.outputs)
      .add("targets", config.targets, target_json)
      .add("code", code_json(config.code))
      .add("requirements", config.requirements, requirement_json)
      .add("layout", layout_json(config.layout))
      .take();
}

}  // namespace ensign::emit
