#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json variant_json(const model::Variant& variant) {
  return Json::object({{"name", *variant.name}, {"value", variant.value}});
}

Json extension_json(const model::Extension& extension) {
  return Fields()
      .add("from", extension.from)
      .add("to", extension.to)
      .add("reason", extension.reason)
      .add("approved", extension.approved)
      .take();
}

Json translation_json(const model::Translation& translation) {
  return Fields()
      .add("language", translation.language)
      .add("badge", translation.badge)
      .add("reason", translation.reason)
      .take();
}

Json fallback_json(const model::Fallback& fallback) {
  return Fields()
      .add("tier", fallback.tier)
      .add("serve", fallback.serve)
      .add("badge", fallback.badge)
      .add("reason", fallback.reason)
      .add("preserves", fallback.preserves)
      .add("triggers", fallback.triggers)
      .add("telemetry", fallback.telemetry)
      .add("audit", fallback.audit)
      .add("translations", fallback.translations, translation_json)
      .add("validated_by", fallback.validated_by)
      .take();
}

Json replaces_json(const model::Replaces& replaces) {
  return Fields().add("new", replaces.fresh).add("legacy", replaces.legacy).take();
}

Json requirement_json(const model::Requirement& requirement) {
  return Fields().add("flag", requirement.flag).add("serve", requirement.serve).take();
}

Json rule_json(const Scribe& scribe, const model::Flag& flag, const model::FlagRule& rule) {
  return Fields()
      .add("at", scribe.place(rule.span))
      .add("name", rule.name)
      .add("if", condition_json(rule.condition))
      .add("serve", serve_json(flag, rule.serve))
      .take();
}

Json environment_json(const Scribe& scribe, const model::Flag& flag,
                      const model::FlagEnvironment& environment) {
  return Fields()
      .add("at", scribe.place(environment.span))
      .add("environment", environment.environment)
      .add("serve", serve_json(flag, environment.serve))
      .add("rules", environment.rules,
           [&](const model::FlagRule& rule) { return rule_json(scribe, flag, rule); })
      .add("stages", environment.stages)
      .take();
}

}  // namespace

Json entity(const Scribe& scribe, const model::Flag& flag) {
  Fields fields;
  fields.add("at", scribe.place(flag.key.span))
      .add("key", flag.key)
      .add("area", flag.area)
      .add("title", flag.title)
      .add("description", flag.description)
      .add("type", flag.type)
      .add("value", flag.value)
      .add("variants", flag.variants, variant_json)
      .add("owner", flag.owner)
      .add("risk", flag.risk)
      .add("created", flag.created)
      .add("expires", flag.expires)
      .add("permanent", flag.permanent)
      .add("on_expiry", flag.on_expiry)
      .add("extensions", flag.extensions, extension_json)
      .add("milestone", flag.milestone)
      .add("satisfies", flag.satisfies)
      .add("exposure", flag.exposure)
      .add("scopes", flag.scopes)
      .add("code_default", flag.code_default)
      .add("env_var", flag.env_var)
      .add("replaces", flag.replaces, replaces_json)
      .add("salt", flag.salt)
      .add("fallback", flag.fallback, fallback_json)
      .add("kill_switch", flag.kill_switch)
      .add("playbook", flag.playbook)
      .add("requires", flag.requires_, requirement_json)
      .add("environments", flag.environments,
           [&](const model::FlagEnvironment& own) { return environment_json(scribe, flag, own); })
      .add("tests", flag.tests,
           [&](const model::FlagTest& test) { return test_json(scribe, flag, test); })
      .add("meta", flag.meta)
      .add("prose", flag.prose);
  if (flag.group) fields.add("group", scribe.model().at(*flag.group).name);
  return fields.take();
}

}  // namespace ensign::emit
