#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// Reasons of the OpenFeature specification that an evaluation here can give.
constexpr std::array<std::string_view, 6> reasons{"STATIC",  "TARGETING_MATCH", "SPLIT",
                                                  "DEFAULT", "DISABLED",        "ERROR"};

constexpr std::ptrdiff_t most_dots = 15;

Read<std::string> read_reason(const Node& node, Report& report) {
  for (const std::string_view reason : reasons) {
    if (node.is_scalar() && node.text == reason) {
      return Spanned<std::string>{node.text, node.span};
    }
  }
  report_unknown_word(node, reasons, report);
  return std::nullopt;
}

void report_twice(const syntax::Entry& entry, Report& report) {
  report.add(invalid_value, entry.key_span, fmt::format("the context holds `{}` twice", entry.key),
             "write it once, flat or nested");
}

void add_to_context(const syntax::Entry& entry, Json& object, Report& report);

Json context_value(const Node& node, Report& report) {
  if (!node.is_mapping()) return to_json(node);
  Json object = Json::object();
  for (const syntax::Entry& entry : node.entries) add_to_context(entry, object, report);
  return object;
}

Json* member(Json& object, std::string_view name) {
  for (Json::Member& candidate : *object.members()) {
    if (candidate.first == name) return &candidate.second;
  }
  return nullptr;
}

// Puts the members of `from` into `into`; false when both hold one name with different meanings.
bool merge(Json& into, Json from) {
  if (into.members() == nullptr || from.members() == nullptr) return false;
  for (Json::Member& added : *from.members()) {
    Json* present = member(into, added.first);
    if (present == nullptr) {
      into.set(std::move(added.first), std::move(added.second));
    } else if (!merge(*present, std::move(added.second))) {
      return false;
    }
  }
  return true;
}

// Programs nest a few levels; a name made of dots would nest without end.
bool is_path(std::string_view name) {
  return std::ranges::count(name, '.') <= most_dots && !name.starts_with('.') &&
         !name.ends_with('.') && name.find("..") == name.npos;
}

// A dotted name is nesting: `user.email: x` is `user: { email: x }`.
void add_to_context(const syntax::Entry& entry, Json& object, Report& report) {
  if (!is_path(entry.key)) {
    report.add(invalid_value, entry.key_span,
               fmt::format("`{}` cannot be a name in a context", entry.key),
               "write names with a dot between them, at most sixteen");
    return;
  }
  Json value = context_value(entry.value, report);
  std::string_view path = entry.key;
  for (std::size_t dot = path.rfind('.'); dot != path.npos; dot = path.rfind('.')) {
    Json outer = Json::object();
    outer.set(std::string(path.substr(dot + 1)), std::move(value));
    value = std::move(outer);
    path = path.substr(0, dot);
  }
  Json one = Json::object();
  one.set(std::string(path), std::move(value));
  if (!merge(object, std::move(one))) report_twice(entry, report);
}

std::optional<Json> read_context(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  return context_value(node, report);
}

}  // namespace

std::optional<FlagTest> decode_flag_test(const Node& node, const Variants& variants,
                                         Report& report) {
  FlagTest test;
  test.span = node.span;
  test.context = Json::object();
  Fields fields(node, "test", report);
  fields.required("in", read_text, test.environment);
  fields.optional("context", read_context, test.context);
  fields.required("expect", read_text, test.expect);
  fields.optional("reason", read_reason, test.reason);
  fields.optional("rule", read_text, test.rule);
  fields.optional("at", read_bucket, test.hash);
  fields.optional("at_time", read_instant, test.at_time);
  fields.finish();
  if (!test.expect->empty()) variants.find(test.expect, report);
  return fields ? std::optional(std::move(test)) : std::nullopt;
}

}  // namespace ensign::model
