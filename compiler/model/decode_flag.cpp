#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

Read<std::string> read_env_var(const Node& node, Report& report) {
  auto name = read_text(node, report);
  if (!name) return name;
  const auto letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  const auto fits = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  if (letter(name->value.front()) && std::ranges::all_of(name->value, fits)) return name;
  report.add(invalid_value, node.span,
             fmt::format("`{}` cannot be an environment variable", **name),
             "letters, digits and `_`, not beginning with a digit");
  return std::nullopt;
}

std::optional<Extension> read_extension(const Node& node, Report& report) {
  Extension extension;
  extension.span = node.span;
  Fields fields(node, "extension", report);
  fields.required("from", read_date, extension.from);
  fields.required("to", read_date, extension.to);
  fields.required("reason", read_text, extension.reason);
  fields.optional("approved", read_ref<Person>, extension.approved);
  fields.finish();
  return extension;
}

std::optional<Requirement> read_requirement(const Node& node, Report& report) {
  Requirement requirement;
  Fields fields(node, "requirement", report);
  fields.required("flag", read_ref<Flag>, requirement.flag);
  fields.required("serve", read_text, requirement.serve);
  fields.finish();
  return requirement;
}

std::optional<Replaces> read_replaces(const Node& node, Report& report) {
  Replaces replaces;
  replaces.span = node.span;
  Fields fields(node, "replacement", report);
  fields.required("new", read_text, replaces.fresh);
  fields.required("legacy", read_text, replaces.legacy);
  fields.finish();
  return fields ? std::optional(std::move(replaces)) : std::nullopt;
}

// Who owns the flag, how long it may live, where it goes.
void decode_facts(Fields& fields, Flag& flag) {
  fields.required("owner", read_owner, flag.owner);
  fields.required("risk", read_word<Risk>, flag.risk);
  fields.optional("created", read_date, flag.created);
  fields.optional("expires", read_date, flag.expires);
  fields.optional("permanent", read_text, flag.permanent);
  fields.optional("on_expiry", read_word<OnExpiry>, flag.on_expiry);
  fields.list("extensions", read_extension, flag.extensions);
  fields.optional("milestone", read_text, flag.milestone);
  fields.list("satisfies", read_text, flag.satisfies);
  fields.list("exposure", read_word<Exposure>, flag.exposure);
  fields.list("scopes", read_text, flag.scopes);
  fields.optional("env_var", read_env_var, flag.env_var);
  fields.optional("replaces", read_replaces, flag.replaces);
  fields.optional("salt", read_text, flag.salt);
  fields.optional("kill_switch", read_ref<KillLevel>, flag.kill_switch);
  fields.optional("playbook", read_ref<Playbook>, flag.playbook);
  fields.list("requires", read_requirement, flag.requires_);
  if (flag.expires && flag.permanent) {
    fields.report().add(invalid_value, flag.permanent->span,
                        "a permanent flag cannot have a last day as well",
                        "keep `expires` or `permanent`, not both");
  }
}

// What is served where; every name of a variant is looked up here.
void decode_values(Fields& fields, const Variants& variants, Flag& flag) {
  Report& report = fields.report();
  fields.optional("code_default", read_text, flag.code_default);
  if (flag.code_default) variants.find(*flag.code_default, report);
  fields.optional(
      "fallback", [&](const Node& node, Report& to) { return read_fallback(node, variants, to); },
      flag.fallback);
  const Node* environments = fields.find_required("environments");
  if (environments != nullptr && expect_mapping(*environments, report)) {
    for (const syntax::Entry& entry : environments->entries) {
      flag.environments.push_back(decode_flag_environment(entry, variants, report));
    }
  }
  const Node* tests = fields.find("tests");
  if (tests == nullptr || !expect_list(*tests, report)) return;
  FlagTests all(variants, flag.tests);
  for (const Node& test : tests->items) all.decode(test, report);
}

// Boolean flags may leave out their variants; the others say what they serve.
Variants decode_kind(Fields& fields, Flag& flag) {
  Report& report = fields.report();
  fields.required("type", read_word<FlagType>, flag.type);
  const std::size_t before = report.findings().size();
  fields.optional("value", read_word<ValueType>, flag.value);
  if (report.findings().size() > before) {  // then nobody knows what the variants should be
    fields.find("variants");
    return {{}, false};
  }
  const Node* node = *flag.value == ValueType::boolean ? fields.find("variants")
                                                       : fields.find_required("variants");
  flag.variants = decode_variants(node, flag.value, report);
  const bool named = std::ranges::all_of(
      flag.variants, [](const Variant& variant) { return is_id(*variant.name); });
  return {flag.variants, named && !flag.variants.empty()};
}

}  // namespace

Flag decode_flag(const Place& place, const Node& root, Report& report) {
  Flag flag;
  flag.file = place.file;
  flag.area = {std::string(place.classified.folder), place.start()};
  Fields fields(root, "flag", report);
  flag.key = decode_identity(fields, "key", place);
  flag.value.span = flag.key.span;
  fields.required("title", read_text, flag.title);
  fields.optional("description", read_text, flag.description);
  const Variants variants = decode_kind(fields, flag);
  decode_facts(fields, flag);
  decode_values(fields, variants, flag);
  if (const Node* meta = fields.find("meta")) flag.meta = to_json(*meta);
  fields.finish();
  return flag;
}

}  // namespace ensign::model
