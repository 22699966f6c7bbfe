// The context of a flag's test.
#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::ptrdiff_t most_dots = 15;

Json context_value(const Node& node, Report& report) {
  if (!node.is_mapping()) return to_json(node);
  Json object = Json::object();
  for (const syntax::Entry& entry : node.entries) {
    const Spanned<std::string> name{entry.key, entry.key_span};
    add_to_context(name, context_value(entry.value, report), object, report);
  }
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

}  // namespace

bool add_to_context(const Spanned<std::string>& name, Json value, Json& into, Report& report) {
  if (!is_path(*name)) {
    report.add(invalid_value, name.span, fmt::format("`{}` cannot be a name in a context", *name),
               "write names with a dot between them, at most sixteen");
    return false;
  }
  std::string_view path = *name;
  for (std::size_t dot = path.rfind('.'); dot != path.npos; dot = path.rfind('.')) {
    Json outer = Json::object();
    outer.set(std::string(path.substr(dot + 1)), std::move(value));
    value = std::move(outer);
    path = path.substr(0, dot);
  }
  Json one = Json::object();
  one.set(std::string(path), std::move(value));
  if (merge(into, std::move(one))) return true;
  report.add(invalid_value, name.span, fmt::format("the context holds `{}` twice", *name),
             "write it once, flat or nested");
  return false;
}

std::optional<Json> read_context(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  return context_value(node, report);
}

}  // namespace ensign::model
