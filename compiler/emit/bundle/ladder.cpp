#include "emit/bundle/ladder.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "emit/bundle/facts.h"

namespace ensign::emit {
namespace {

Result<const Json*> object_in(const Json& parent, std::string_view name) {
  const Json* value = parent.find(name);
  if (value == nullptr || value->members() == nullptr) {
    return failure(fmt::format("there is no object `{}`", name));
  }
  return value;
}

Result<std::set<std::string>> keys_in(const Json* list, std::string_view name) {
  if (list == nullptr || list->array_items() == nullptr) {
    return failure(fmt::format("`{}` is no list", name));
  }
  std::set<std::string> keys;
  for (const Json& item : *list->array_items()) {
    if (item.string() == nullptr) return failure(fmt::format("`{}` holds no text", name));
    keys.insert(*item.string());
  }
  return keys;
}

Result<Rung> rung_of(const Json& level) {
  const Json* id = level.find("id");
  if (id == nullptr || id->string() == nullptr) return failure("a level of the ladder has no id");
  return Rung{*id->string(), TRY(keys_in(level.find("flags"), "flags"))};
}

// A fallback that is no variant of its flag would be served as an error, not as a safe value.
Result<void> check_fallbacks(const Json& flags, const Ladder& ladder) {
  for (const auto& [key, variant] : ladder.fallback) {
    const Json* flag = flags.find(key);
    const Json* variants = flag == nullptr ? nullptr : flag->find("variants");
    if (variants == nullptr || variants->find(variant) == nullptr) {
      return failure(fmt::format("the fallback `{}` is no variant of flag `{}`", variant, key));
    }
  }
  return {};
}

Json killed(const Json& flag, const std::string& variant) {
  Json result = Json::object();
  for (const auto& [name, value] : *flag.members()) {
    if (name == "targeting" || name == "defaultVariant" || name == "state") continue;
    result.set(name, value);
  }
  result.set("state", "ENABLED");
  result.set("defaultVariant", variant);
  return result;
}

}  // namespace

const Rung* Ladder::rung(std::string_view level) const {
  const auto found = std::ranges::find(rungs, level, &Rung::level);
  return found == rungs.end() ? nullptr : &*found;
}

const Rung* Ladder::smallest(const std::set<std::string>& wanted) const {
  for (const Rung& one : rungs) {
    if (std::ranges::includes(one.flags, wanted)) return &one;
  }
  return nullptr;
}

Result<Ladder> ladder_of(const Json& document) {
  Ladder ladder;
  const Json* flags = TRY(object_in(document, "flags"));
  const Json* facts = TRY(object_in(document, "ensign"));
  const Json* kill = TRY(object_in(*facts, "kill"));
  for (const auto& [key, flag] : *flags->members()) {
    if (flag.members() == nullptr) return failure(fmt::format("flag `{}` is no object", key));
    ladder.flags.insert(key);
  }
  const Json* levels = kill->find("levels");
  if (levels == nullptr || levels->array_items() == nullptr) {
    return failure("`ensign.kill` has no levels");
  }
  for (const Json& level : *levels->array_items()) ladder.rungs.push_back(TRY(rung_of(level)));
  const Json* fallback = TRY(object_in(*kill, "fallback"));
  for (const auto& [key, variant] : *fallback->members()) {
    if (variant.string() == nullptr) return failure("`ensign.kill.fallback` names no variant");
    ladder.fallback.emplace(key, *variant.string());
  }
  if (const Json* lifted = facts->find("lifted")) ladder.lifted = TRY(keys_in(lifted, "lifted"));
  TRY(check_fallbacks(*flags, ladder));
  return ladder;
}

Result<Ladder> read_ladder(std::string_view bytes) {
  const Json document = TRY(parse_published(bytes));
  return ladder_of(document);
}

std::set<std::string> killed_by(const Ladder& ladder, const Overlay& overlay) {
  std::set<std::string> keys;
  for (const auto& [key, variant] : ladder.fallback) {
    if (overlay.all || std::ranges::binary_search(overlay.flags, key)) keys.insert(key);
  }
  return keys;
}

Json killed_flags(const Json& flags, const Ladder& ladder, const std::set<std::string>& keys) {
  Json result = Json::object();
  for (const auto& [key, flag] : *flags.members()) {
    result.set(key, keys.contains(key) ? killed(flag, ladder.fallback.at(key)) : flag);
  }
  return result;
}

}  // namespace ensign::emit
