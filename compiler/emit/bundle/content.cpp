#include "emit/bundle/content.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "lower/lower.h"
#include "trust/protection.h"

namespace ensign::emit {
namespace {

constexpr std::array<std::string_view, 5> issue_members{"seq", "issued", "expires", "prev",
                                                        "source"};

bool is_issue_member(std::string_view name) {
  return std::ranges::find(issue_members, name) != issue_members.end();
}

bool is_served(const model::Flag& flag, std::uint32_t environment) {
  return std::ranges::any_of(flag.environments, [environment](const model::FlagEnvironment& own) {
    return own.index == environment;
  });
}

// A level may name flags that other environments alone carry; clients of this one cannot know them.
Json kill_levels(const model::Model& model, std::uint32_t environment) {
  Json levels = Json::array();
  for (const model::KillLevel& level : model.kill_levels) {
    std::set<std::string> keys;
    for (const model::Ref<model::Flag>& flag : level.flags) {
      if (is_served(model.at(flag.id.value()), environment)) keys.insert(*flag.name);
    }
    Json flags = Json::array();
    for (const std::string& key : keys) flags.push(key);
    levels.push(Json::object({{"id", *level.id}, {"flags", std::move(flags)}}));
  }
  return levels;
}

Json kill_fallbacks(const model::Model& model, std::uint32_t environment) {
  Json fallbacks = Json::object();
  for (const model::Flag& flag : model.flags) {
    if (!flag.fallback || !is_served(flag, environment)) continue;
    fallbacks.set(*flag.key, *flag.fallback->serve);
  }
  return fallbacks;
}

// Clients that hold a newer root refuse nothing by this number; it says who was to be asked.
std::int64_t root_version(const model::Model& model) {
  return model.roots.empty() ? 0 : model.roots.back().root.version;
}

Json list_of(const std::set<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

}  // namespace

Json bundle_content(const model::Model& model, std::uint32_t environment,
                    const std::set<std::string>& lifted) {
  Json document = lower::lower_environment(model, environment);
  document.set(
      "ensign",
      Json::object({{"format", bundle_format},
                    {"project", *model.config.project},
                    {"env", *model.config.environments[environment].name},
                    {"root_version", root_version(model)},
                    {"bucketing", "flagd-v2"},
                    {"lowering", lower::lowering_version},
                    {"kill", Json::object({{"levels", kill_levels(model, environment)},
                                           {"fallback", kill_fallbacks(model, environment)}})},
                    {"lifted", list_of(lifted)}}));
  // Says that a timestamp belongs to it: without one its clients are stale.
  if (trust::is_protected(model, environment)) {
    for (Json::Member& member : *document.members()) {
      if (member.first == "ensign") member.second.set("protected", true);
    }
  }
  return document;
}

Json issued_document(Json content, const Issue& issue) {
  for (auto& [name, value] : *content.members()) {
    if (name != "ensign") continue;
    value.set("seq", issue.seq);
    value.set("issued", to_string(issue.issued));
    value.set("expires", to_string(issue.expires));
    value.set("prev", issue.prev);
    value.set("source", issue.source);
  }
  return content;
}

std::string document_bytes(const Json& document) { return canonical(document) + "\n"; }

Issued without_issue(const Json& document) {
  Issued issued{Json::object(), {}};
  for (const auto& [name, value] : *document.members()) {
    if (name != "ensign") {
      issued.content.set(name, value);
      continue;
    }
    Json facts = Json::object();
    for (const auto& [fact, fact_value] : *value.members()) {
      if (!is_issue_member(fact)) facts.set(fact, fact_value);
    }
    issued.content.set(name, std::move(facts));
    if (const Json* source = value.find("source")) issued.source = *source;
  }
  return issued;
}

}  // namespace ensign::emit
