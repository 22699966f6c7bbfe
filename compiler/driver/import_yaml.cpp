#include "driver/import_yaml.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/utf8.h"
#include "driver/import_condition.h"
#include "driver/template.h"
#include "model/classify.h"
#include "model/field_order.h"

namespace ensign::driver {
namespace {

using model::Condition;
using Kind = Condition::Kind;

std::string operand_text(const Condition& test) {
  const bool many = test.op == model::Operator::in || test.op == model::Operator::not_in;
  if (!many) return yaml_value(*test.operands.front());
  std::string list;
  for (const auto& operand : test.operands) {
    if (!list.empty()) list += ", ";
    list += yaml_value(*operand);
  }
  return "[" + list + "]";
}

bool is_plain(const Condition& condition) {
  return condition.op == model::Operator::equals || condition.op == model::Operator::in;
}

std::string operator_text(const Condition& test) {
  return fmt::format("{}: {}", model::spelling(test.op), operand_text(test));
}

std::string test_text(const Condition& test) {
  return is_plain(test) ? operand_text(test) : "{ " + operator_text(test) + " }";
}

std::string list_text(const Condition& condition) {
  std::string list;
  for (const Condition& child : condition.children) {
    if (!list.empty()) list += ", ";
    list += condition_text(child);
  }
  return "[" + list + "]";
}

// Name and value of the one member of a mapping that says this.
std::pair<std::string, std::string> member_of(const Condition& condition) {
  switch (condition.kind) {
    case Kind::test:
      return {yaml_string(*condition.attribute), test_text(condition)};
    case Kind::negation:
      return {"not", condition_text(condition.children.front())};
    case Kind::all:
      return {"all", list_text(condition)};
    case Kind::any:
      return {"any", list_text(condition)};
  }
  return {};
}

// The members of one mapping that says all of these; none when two would have one name. Operators
// of one attribute stand together.
std::vector<std::pair<std::string, std::string>> members_of(const Condition& all) {
  std::vector<std::pair<std::string, std::string>> members;
  std::map<std::string, std::set<model::Operator>> operators;
  for (const Condition& child : all.children) {
    auto member = member_of(child);
    const auto same =
        std::ranges::find(members, member.first, &std::pair<std::string, std::string>::first);
    const bool many = child.kind == Kind::test && !is_plain(child);
    auto& used = operators[member.first];
    if (same == members.end()) {
      members.push_back(std::move(member));
    } else if (many && !used.empty() && !used.contains(child.op)) {
      same->second.insert(same->second.size() - 2, ", " + operator_text(child));
    } else {
      return {};
    }
    if (many) used.insert(child.op);
  }
  return members;
}

// A name of a variant. `on` and `off` are the usual ones, and words like any other here.
std::string variant_text(const std::string& name) {
  return name == "on" || name == "off" ? name : yaml_string(name);
}

std::string percent_text(std::int64_t thousandths) {
  return ecmascript_number(static_cast<double>(thousandths) / 1000);
}

std::string serve_text(const ServeParts& serve) {
  if (serve.shares.size() == 1) return variant_text(serve.shares.front().first);
  std::string list;
  for (const auto& [variant, weight] : serve.shares) {
    if (!list.empty()) list += ", ";
    list += fmt::format("{}: {}", variant_text(variant), percent_text(weight));
  }
  return "{ " + list + " }";
}

bool is_usual_boolean(const FlagParts& flag) {
  const std::vector<std::pair<std::string, Json>> usual{{"on", true}, {"off", false}};
  return flag.value == model::ValueType::boolean && flag.variants == usual;
}

void add_field(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("{}: {}\n", name, yaml_string(value));
}

std::string rule_text(const RuleParts& rule) {
  std::string text = fmt::format("      - name: {}\n        if: {}\n        serve: {}\n", rule.name,
                                 condition_text(rule.condition), serve_text(rule.serve));
  if (rule.serve.shares.size() > 1) {
    text += fmt::format("        by: {}\n", yaml_string(rule.serve.by));
  }
  return text;
}

std::string variants_text(const FlagParts& flag) {
  std::string text;
  for (const auto& [name, value] : flag.variants) {
    text += fmt::format("  {}: {}\n", variant_text(name), yaml_value(value));
  }
  return text;
}

std::string meta_text(const Json& meta) {
  std::string text;
  for (const auto& [name, value] : *meta.members()) {
    text += fmt::format("  {}: {}\n", yaml_string(name), yaml_value(value));
  }
  return text.empty() ? text : "meta:\n" + text;
}

bool flags_may_have(std::string_view field) {
  const auto fields = model::field_order(model::FileKind::flag);
  return std::ranges::find(fields, field) != fields.end();
}

}  // namespace

std::string yaml_string(std::string_view text) {
  const std::string plain = yaml_text(text);
  std::string safe;
  for (std::size_t at = 0; at < plain.size();) {
    const CodePoint point = code_point_at(plain, at);
    const auto value = static_cast<std::uint32_t>(point.value);
    if (!is_deceptive(point.value)) {
      safe += plain.substr(at, point.length);
    } else if (value > 0xffff) {
      safe += fmt::format("\\U{:08x}", value);
    } else {
      safe += fmt::format("\\u{:04x}", value);
    }
    at += point.length;
  }
  return safe;
}

std::string yaml_value(const Json& value) {
  if (const std::string* text = value.string()) return yaml_string(*text);
  std::string list;
  if (const Json::Array* items = value.array_items()) {
    for (const Json& item : *items) list += (list.empty() ? "" : ", ") + yaml_value(item);
    return "[" + list + "]";
  }
  if (const Json::Object* members = value.members()) {
    if (members->empty()) return "{}";
    for (const auto& [name, member] : *members) {
      list +=
          fmt::format("{}{}: {}", list.empty() ? "" : ", ", yaml_string(name), yaml_value(member));
    }
    return "{ " + list + " }";
  }
  return canonical(value);
}

std::string condition_text(const Condition& condition) {
  std::vector<std::pair<std::string, std::string>> members;
  if (condition.kind == Kind::all) members = members_of(condition);
  if (members.empty()) members = {member_of(condition)};
  std::string text;
  for (const auto& [name, value] : members) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", name, value);
  }
  return "{ " + text + " }";
}

std::string flag_file(const FlagParts& flag, const std::string& environment,
                      const std::string& owner) {
  std::string text;
  add_field(text, "key", flag.key);
  add_field(text, "title", flag.title);
  Json meta = flag.meta;
  if (flags_may_have("description")) {
    add_field(text, "description", flag.description);
  } else if (!flag.description.empty()) {
    meta.set("description", flag.description);
  }
  text +=
      fmt::format("type: {}\nvalue: {}\n", model::spelling(flag.type), model::spelling(flag.value));
  text += is_usual_boolean(flag) ? std::string("variants: { on: true, off: false }\n")
                                 : "variants:\n" + variants_text(flag);
  add_field(text, "owner", owner);
  text += "risk: L2\n";
  if (!flag.expires.empty()) text += "expires: " + flag.expires + "\n";
  add_field(text, "permanent", flag.permanent);
  add_field(text, "milestone", flag.milestone);
  if (!flag.code_default.empty()) text += "code_default: " + variant_text(flag.code_default) + "\n";
  add_field(text, "salt", flag.salt);
  if (!flag.fallback.empty()) {
    text += fmt::format("fallback: {{ tier: 0, serve: {} }}\n", variant_text(flag.fallback));
  }
  text += fmt::format("environments:\n  {}:\n    serve: {}\n", yaml_string(environment),
                      serve_text(flag.serve));
  if (!flag.rules.empty()) text += "    rules:\n";
  for (const RuleParts& rule : flag.rules) text += rule_text(rule);
  return text + meta_text(meta);
}

std::string segment_file(const SegmentParts& segment, const std::string& owner) {
  return fmt::format("name: {}\ntitle: {}\nowner: {}\nif: {}\n", yaml_string(segment.name),
                     yaml_string(title_of(segment.name)), yaml_string(owner),
                     condition_text(segment.condition));
}

}  // namespace ensign::driver
