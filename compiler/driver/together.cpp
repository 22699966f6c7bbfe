#include "driver/together.h"

#include <fmt/format.h>

#include "policy/exposure.h"

namespace ensign::driver {
namespace {

// The one variant that everybody is served; nothing where it depends on who asks.
std::optional<std::string> serves_all(const Json& flag) {
  const Json* variant = flag.find("defaultVariant");
  if (flag.find("targeting") != nullptr || variant == nullptr) return std::nullopt;
  return variant->string() == nullptr ? std::nullopt : std::optional(*variant->string());
}

class Pairs {
 public:
  Pairs(const Json& before, const Json& now, std::map<std::string, std::string>& held)
      : before_(before), now_(now), held_(held) {}

  // True when one had to be held, too.
  bool hold(const model::Flag& flag, const model::Requirement& requirement) {
    const std::string& key = *flag.key;
    const std::string& other = *requirement.flag.name;
    const bool is_held = held_.contains(key);
    const bool other_held = held_.contains(other);
    if (is_held == other_held || !is_at_odds(flag, requirement)) return false;
    const std::string& waits = is_held ? other : key;
    const std::string& for_whom = is_held ? key : other;
    if (same(now_.find(waits), before_.find(waits))) return false;
    held_.emplace(waits, fmt::format("waits for `{}`, which {}", for_whom, held_.at(for_whom)));
    return true;
  }

 private:
  static bool same(const Json* a, const Json* b) {
    return a == nullptr || b == nullptr ? a == b : *a == *b;
  }

  const Json* shipped(const std::string& key) const {
    return (held_.contains(key) ? before_ : now_).find(key);
  }

  bool is_at_odds(const model::Flag& flag, const model::Requirement& requirement) const {
    const std::string& other = *requirement.flag.name;
    const std::string& changed = held_.contains(*flag.key) ? *flag.key : other;
    if (same(before_.find(changed), now_.find(changed))) return false;
    const Json* mine = shipped(*flag.key);
    if (mine == nullptr) return false;
    const auto safe = policy::safe_variant(flag);
    const auto served = serves_all(*mine);
    if (served && safe && *served == *flag.variants[*safe].name) return false;
    const Json* required = shipped(other);
    const auto variant = required == nullptr ? std::nullopt : serves_all(*required);
    return !variant || *variant != *requirement.serve;
  }

  const Json& before_;
  const Json& now_;
  std::map<std::string, std::string>& held_;
};

}  // namespace

void hold_together(const model::Model& model, const std::string& environment, const Json& before,
                   const Json& now, std::map<std::string, std::string>& held) {
  Pairs pairs(before, now, held);
  bool more = !held.empty();
  while (more) {
    more = false;
    for (const model::Flag& flag : model.flags) {
      if (flag.environment(environment) == nullptr && !held.contains(*flag.key)) continue;
      for (const model::Requirement& requirement : flag.requires_) {
        if (pairs.hold(flag, requirement)) more = true;
      }
    }
  }
}

}  // namespace ensign::driver
