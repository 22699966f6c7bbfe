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

// The carried entries of one environment, by key. There may be as many as there are flags.
using Carried = std::map<std::string_view, const seal::Carried*>;

void without(Json& object, const Carried& carried) {
  std::erase_if(*object.members(),
                [&](const Json::Member& each) { return carried.contains(each.first); });
}

void replace_in_levels(Json& levels, const Carried& carried) {
  for (Json& level : *levels.array_items()) {
    const std::string& id = *at(level, "id").string();
    std::set<std::string> keys;
    for (const Json& key : *at(level, "flags").array_items()) {
      if (!carried.contains(*key.string())) keys.insert(*key.string());
    }
    for (const auto& [key, one] : carried) {
      if (one->flag && one->levels.contains(id)) keys.emplace(key);
    }
    Json flags = Json::array();
    for (const std::string& key : keys) flags.push(key);
    at(level, "flags") = std::move(flags);
  }
}

void replace(Json& content, const Carried& carried) {
  Json& flags = at(content, "flags");
  Json& evaluators = at(content, "$evaluators");
  Json& kill = at(at(content, "ensign"), "kill");
  Json& fallback = at(kill, "fallback");
  without(flags, carried);
  without(fallback, carried);
  replace_in_levels(at(kill, "levels"), carried);
  std::set<std::string> shared;
  for (const auto& [name, rule] : *evaluators.members()) shared.insert(name);
  for (const auto& [key, one] : carried) {
    if (!one->flag) continue;
    flags.set(one->key, *one->flag);
    if (one->fallback) fallback.set(one->key, *one->fallback);
    for (const auto& [name, rule] : one->evaluators) {
      if (shared.insert(name).second) evaluators.set(name, rule);
    }
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
  Carried own;
  for (const seal::Carried& one : carried) {
    if (one.environment == environment) own.emplace(one.key, &one);
  }
  if (own.empty()) return content;
  replace(content, own);
  keep_referred(content);
  erase(at(content, "metadata"), "version");
  renew_version(content);
  return content;
}

}  // namespace ensign::emit
