#include "model/decode_parts.h"

namespace ensign::model {

FlagEnvironment decode_flag_environment(const syntax::Entry& entry, const Variants& variants,
                                        Report& report) {
  FlagEnvironment environment;
  environment.environment = {entry.key, entry.key_span};
  environment.span = entry.value.span;
  Fields fields(entry.value, "environment", report);
  environment.serve = decode_serve(fields, variants);
  Unique names("rule", report);
  const auto read_rule = [&](const Node& node, Report& to) -> std::optional<FlagRule> {
    FlagRule rule;
    rule.span = node.span;
    Fields of_rule(node, "rule", to);
    of_rule.required("name", read_text, rule.name);
    of_rule.required("if", read_condition, rule.condition);
    rule.serve = decode_serve(of_rule, variants);
    of_rule.finish();
    names.add(rule.name);
    return rule;
  };
  fields.list("rules", read_rule, environment.rules);
  fields.optional("stages", read_ref<Plan>, environment.stages);
  fields.finish();
  return environment;
}

}  // namespace ensign::model
