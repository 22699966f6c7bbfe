// `targets:` and `code:` of ensign.yaml.
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

void decode_known(const Node* node, Target& target, Report& report) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    if (!read_literal(entry.value, report)) continue;
    target.known.push_back({{entry.key, entry.key_span}, {to_json(entry.value), entry.value.span}});
  }
}

Read<std::string> read_variable_pattern(const Node& node, Report& report) {
  auto text = read_text(node, report);
  if (!text || text->value.find("{KEY}") != std::string::npos) return text;
  report.add(invalid_value, node.span,
             fmt::format("`{}` names the same variable for every flag", **text),
             "write `{KEY}` where the key of the flag stands: `FEATURE_{KEY}`");
  return std::nullopt;
}

}  // namespace

Target decode_target(const syntax::Entry& entry, Report& report) {
  Target target;
  target.name = {entry.key, entry.key_span};
  Fields fields(entry.value, "target", report);
  fields.optional("title", read_text, target.title);
  fields.list("environments", read_text, target.environments);
  fields.optional("exposure", read_word<Exposure>, target.exposure);
  fields.list("flags", read_ref<Flag>, target.flags);
  fields.list("areas", read_text, target.areas);
  decode_known(fields.find("known"), target, report);
  fields.finish();
  return target;
}

void decode_code(const Node& node, Config& config, Report& report) {
  Code code;
  Fields fields(node, "`code`", report);
  fields.list("functions", read_text, code.functions);
  fields.list("decorators", read_text, code.decorators);
  fields.list("components", read_text, code.components);
  fields.list("constants", read_text, code.constants);
  fields.optional("environment", read_variable_pattern, code.environment);
  fields.list("paths", read_text, code.paths);
  fields.list("ignore", read_text, code.ignore);
  fields.list("tests", read_text, code.tests);
  fields.finish();
  config.code = std::move(code);
}

}  // namespace ensign::model
