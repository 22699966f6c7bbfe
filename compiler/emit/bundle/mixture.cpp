#include "emit/bundle/mixture.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lower/lower.h"
#include "lower/references.h"

namespace ensign::emit {
namespace {

Json& at(Json& object, std::string_view name) {
  const auto found = std::ranges::find(*object.members(), name, &Json::Member::first);
  return found->second;
}

void erase(Json& object, const std::string& name) {
  std::erase_if(*object.members(), [&](const Json::Member& each) { return each.first == name; });
}

void replace_in_levels(Json& levels, const seal::Carried& carried) {
  for (Json& level : *levels.array_items()) {
    std::set<std::string> keys;
    for (const Json& key : *at(level, "flags").array_items()) keys.insert(*key.string());
    keys.erase(carried.key);
    if (carried.flag && carried.levels.contains(*at(level, "id").string())) {
      keys.insert(carried.key);
    }
    Json flags = Json::array();
    for (const std::string& key : keys) flags.push(key);
    at(level, "flags") = std::move(flags);
  }
}

void replace(Json& content, const seal::Carried& carried) {
  Json& flags = at(content, "flags");
  Json& evaluators = at(content, "$evaluators");
  Json& kill = at(at(content, "ensign"), "kill");
  erase(flags, carried.key);
  erase(at(kill, "fallback"), carried.key);
  replace_in_levels(at(kill, "levels"), carried);
  if (!carried.flag) return;
  flags.set(carried.key, *carried.flag);
  if (carried.fallback) at(kill, "fallback").set(carried.key, *carried.fallback);
  for (const auto& [name, rule] : carried.evaluators) {
    if (evaluators.find(name) == nullptr) evaluators.set(name, rule);
  }
}

void keep_referred(Json& content) {
  const Json& flags = *content.find("flags");
  const auto kept = lower::referred(flags, *content.find("$evaluators"));
  std::erase_if(*at(content, "$evaluators").members(),
                [&](const Json::Member& each) { return !kept.contains(each.first); });
}

// The digest of all but the version itself, and of none of what clients do not evaluate.
void renew_version(Json& content) {
  Json document = Json::object();
  for (const auto& [name, value] : *content.members()) {
    if (name == "ensign") continue;
    document.set(name, value);
    if (name == "metadata") erase(document.members()->back().second, "version");
  }
  at(content, "metadata").set("version", lower::version_of(document));
}

}  // namespace

Json with_carried(Json content, const std::string& environment,
                  std::span<const seal::Carried> carried) {
  bool touched = false;
  for (const seal::Carried& one : carried) {
    if (one.environment != environment) continue;
    replace(content, one);
    touched = true;
  }
  if (!touched) return content;
  keep_referred(content);
  erase(at(content, "metadata"), "version");
  renew_version(content);
  return content;
}

}  // namespace ensign::emit
