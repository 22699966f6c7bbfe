#include "driver/together.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "driver/slots.h"
#include "policy/exposure.h"
#include "syntax/strict_json.h"

namespace ensign::driver {
namespace {

// Of an environment, by key.
class Flags {
 public:
  explicit Flags(const Json& object) {
    if (object.members() == nullptr) return;
    for (const auto& [key, flag] : *object.members()) by_key_.emplace(key, &flag);
  }
  const Json* find(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const Json*> by_key_;
};

// The one variant that everybody is served; nothing where it depends on who asks.
std::optional<std::string> serves_all(const Json& flag) {
  const Json* variant = flag.find("defaultVariant");
  if (flag.find("targeting") != nullptr || variant == nullptr) return std::nullopt;
  return variant->string() == nullptr ? std::nullopt : std::optional(*variant->string());
}

bool same(const Json* a, const Json* b) { return a == nullptr || b == nullptr ? a == b : *a == *b; }

// `key` needs `other` to be `serve` wherever it is not `safe` itself.
struct Need {
  std::string key, other, serve;
  std::optional<std::string> safe;
  bool of_record = false;  // as it was shipped, which the model may know no more of
};

std::vector<Need> needs_of(const model::Model& model, const std::string& environment,
                           const std::map<std::string, std::string>& held) {
  std::vector<Need> needs;
  for (const model::Flag& flag : model.flags) {
    if (flag.environment(environment) == nullptr && !held.contains(*flag.key)) continue;
    const auto safe = policy::safe_variant(flag);
    for (const model::Requirement& requirement : flag.requires_) {
      needs.push_back({*flag.key, *requirement.flag.name, *requirement.serve,
                       safe ? std::optional(*flag.variants[*safe].name) : std::nullopt, false});
    }
  }
  return needs;
}

const std::string* text_at(const Json* object, std::string_view name) {
  const Json* value = object == nullptr ? nullptr : object->find(name);
  return value == nullptr ? nullptr : value->string();
}

// What a flag needed when it was shipped.
std::vector<Need> needs_before(const std::string& key, const std::string& record) {
  std::vector<Need> needs;
  const auto json = syntax::parse_strict(record);
  const Json* governs = json ? json->find("governs") : nullptr;
  const Json* list = governs == nullptr ? nullptr : governs->find("requires");
  if (list == nullptr || list->array_items() == nullptr) return needs;
  const std::string* safe = text_at(governs->find("fallback"), "serve");
  for (const Json& one : *list->array_items()) {
    const std::string* other = text_at(&one, "flag");
    const std::string* serve = text_at(&one, "serve");
    if (other == nullptr || serve == nullptr) continue;
    needs.push_back(
        {key, *other, *serve, safe == nullptr ? std::nullopt : std::optional(*safe), true});
  }
  return needs;
}

class Waiting {
 public:
  Waiting(const model::Model& model, const std::string& environment, const Json& before,
          const Json& now, const Records& records, std::map<std::string, std::string>& held)
      : model_(model),
        environment_(environment),
        before_(before),
        now_(now),
        records_(records),
        held_(held) {}

  void run() {
    bool more = !held_.empty();
    while (more) {
      const std::size_t size = held_.size();
      for (const Need& need : needs_of(model_, environment_, held_)) hold_pair(need);
      const auto held = held_;  // grows below
      for (const auto& [key, why] : held) {
        if (before_.find(key) == nullptr) continue;
        const auto record = records_.find(fmt::format("flag/{}@{}", key, environment_));
        if (record != records_.end()) {
          for (const Need& need : needs_before(key, record->second)) hold_pair(need);
        }
        hold_group(key, why);
      }
      more = held_.size() > size;
    }
  }

 private:
  void hold_pair(const Need& need) {
    const bool is_held = held_.contains(need.key);
    const bool other_held = held_.contains(need.other);
    if (is_held == other_held || !is_at_odds(need)) return;
    const std::string& waits = is_held ? need.other : need.key;
    const std::string& for_whom = is_held ? need.key : need.other;
    if (same(now_.find(waits), before_.find(waits))) return;
    held_.emplace(waits, fmt::format("waits for `{}`, which {}", for_whom, held_.at(for_whom)));
  }

  bool is_at_odds(const Need& need) const {
    const std::string& changed = held_.contains(need.key) ? need.key : need.other;
    // Then it is what the model says, which was judged; but not by what the record asks for.
    if (!need.of_record && same(before_.find(changed), now_.find(changed))) return false;
    const Json* mine = shipped(need.key);
    if (mine == nullptr) return false;
    const auto served = serves_all(*mine);
    if (served && need.safe && *served == *need.safe) return false;
    const Json* required = shipped(need.other);
    const auto variant = required == nullptr ? std::nullopt : serves_all(*required);
    return !variant || *variant != need.serve;
  }

  const Json* shipped(const std::string& key) const {
    return (held_.contains(key) ? before_ : now_).find(key);
  }

  // All that were, or are to be, in one group with it.
  void hold_group(const std::string& key, const std::string& why) {
    const auto was = slots_of(before_.find(key), key);
    const auto is = slots_of(now_.find(key), key);
    if (was == is) return;
    std::set<std::string> members;
    for (const auto* slots : {&was, &is}) {
      if (*slots) members.insert((*slots)->members.begin(), (*slots)->members.end());
    }
    for (const std::string& other : members) {
      const Json* now = now_.find(other);
      if (now == nullptr || slots_of(now, other) == slots_of(before_.find(other), other)) continue;
      held_.emplace(other, fmt::format("shares a group with `{}`, which {}", key, why));
    }
  }

  const model::Model& model_;
  const std::string& environment_;
  const Flags before_, now_;
  const Records& records_;
  std::map<std::string, std::string>& held_;
};

}  // namespace

void hold_together(const model::Model& model, const std::string& environment, const Json& before,
                   const Json& now, const Records& records,
                   std::map<std::string, std::string>& held) {
  Waiting(model, environment, before, now, records, held).run();
}

}  // namespace ensign::driver
