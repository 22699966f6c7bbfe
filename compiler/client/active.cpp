#include "client/active.h"

#include <set>
#include <utility>

#include "emit/bundle/ladder.h"
#include "emit/bundle/overlay.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

// `flags` of the bundle, those that are held as they are held.
Json flags_of(const State& state, const Json& bundle) {
  Json flags = Json::object();
  for (const auto& [key, flag] : *bundle.find("flags")->members()) {
    const auto held = state.held.find(key);
    if (held == state.held.end()) {
      flags.set(key, flag);
    } else if (!held->second.flag.is_null()) {
      flags.set(key, held->second.flag);
    }
  }
  for (const auto& [key, held] : state.held) {
    if (!held.flag.is_null() && flags.find(key) == nullptr) flags.set(key, held.flag);
  }
  return flags;
}

Json evaluators_of(const State& state, const Json& bundle) {
  const Json* own = bundle.find("$evaluators");
  Json evaluators = own == nullptr ? Json::object() : *own;
  for (const auto& [name, rule] : state.evaluators) {
    if (evaluators.find(name) == nullptr) evaluators.set(name, rule);
  }
  return evaluators;
}

// Where a flag is held, its fallback is held with it.
void hold_fallbacks(const State& state, emit::Ladder& ladder) {
  for (const auto& [key, held] : state.held) {
    ladder.fallback.erase(key);
    if (held.fallback && !held.flag.is_null()) ladder.fallback.emplace(key, *held.fallback);
  }
}

}  // namespace

Result<Json> active_document(const State& state) {
  if (state.bundle.empty()) {
    return failure("no bundle was taken yet", "`ensign client update` takes one");
  }
  const Json bundle = TRY(syntax::parse_strict(state.bundle));
  emit::Ladder ladder = TRY(emit::ladder_of(bundle));
  hold_fallbacks(state, ladder);
  std::set<std::string> killed;
  for (const auto& [digest, bytes] : state.overlays) {
    if (ladder.lifted.contains(digest)) continue;
    killed.merge(emit::killed_by(ladder, TRY(emit::read_overlay(bytes))));
  }
  Json document =
      Json::object({{"flags", emit::killed_flags(flags_of(state, bundle), ladder, killed)},
                    {"$evaluators", evaluators_of(state, bundle)}});
  if (const Json* metadata = bundle.find("metadata")) document.set("metadata", *metadata);
  return document;
}

Held last_good(const State& state, const Json& bundle, const std::string& key) {
  const auto held = state.held.find(key);
  if (held != state.held.end()) return held->second;
  Held good;
  const Json* flags = bundle.find("flags");
  const Json* flag = flags == nullptr ? nullptr : flags->find(key);
  if (flag == nullptr) return good;
  good.flag = *flag;
  const auto ladder = emit::ladder_of(bundle);
  if (!ladder) return good;
  const auto fallback = ladder->fallback.find(key);
  if (fallback != ladder->fallback.end()) good.fallback = fallback->second;
  return good;
}

}  // namespace ensign::client
