// `targets:` and `code:` of ensign.yaml.
#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// One value for an attribute; of an attribute that is not declared any scalar, since the linker has
// a finding for its name.
std::optional<Json> read_known_value(const Attribute* attribute, const Node& node, Report& report) {
  if (attribute == nullptr) {
    return read_literal(node, report) ? std::optional(to_json(node)) : std::nullopt;
  }
  auto value = read_attribute_value(attribute->type, node, report);
  if (!value || attribute->values.empty()) return value;
  if (std::ranges::find(attribute->values, *value) != attribute->values.end()) return value;
  auto& finding =
      report.add(invalid_value, node.span,
                 fmt::format("`{}` is not among the values of `{}`", node.text, *attribute->name),
                 "write a value that the attribute can have, or declare this one");
  finding.labels.push_back({attribute->name.span, "declared here"});
  return std::nullopt;
}

void decode_known(const Node* node, const Config& config, Target& target, Report& report) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    auto value = read_known_value(config.attribute(entry.key), entry.value, report);
    target.known.push_back({{entry.key, entry.key_span}, value.value_or(Json()), entry.value.span});
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

void decode_targets(const Node& node, Config& config, Report& report) {
  if (!expect_mapping(node, report)) return;
  for (const syntax::Entry& entry : node.entries) {
    auto name = read_entry_name(entry, report);
    Target target;
    Fields fields(entry.value, "target", report);
    fields.optional("title", read_text, target.title);
    fields.list("environments", read_text, target.environments);
    fields.optional("exposure", read_word<Exposure>, target.exposure);
    fields.list("flags", read_ref<Flag>, target.flags);
    fields.list("areas", read_text, target.areas);
    decode_known(fields.find("known"), config, target, report);
    fields.finish();
    if (!name) continue;
    target.name = std::move(*name);
    config.targets.push_back(std::move(target));
  }
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
