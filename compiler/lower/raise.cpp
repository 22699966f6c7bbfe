#include "lower/raise.h"

#include <algorithm>
#include <utility>

#include "lower/chain.h"
#include "lower/group.h"
#include "lower/logic.h"
#include "lower/raise_condition.h"
#include "lower/serve.h"

namespace ensign::lower {
namespace {

constexpr std::int64_t whole = 100'000;
constexpr std::size_t most_branches = 1000;

// {"cat":[SUBJECT,":",{"var":BY}]}
struct Bucketing {
  std::optional<std::string> salt;  // nothing: the key of the flag
  std::string by;
};

std::optional<Bucketing> bucketing_of(const Json& key) {
  const auto parts = raised_operation(key);
  if (!parts || parts->name != "cat" || parts->arguments.size() != 3) return std::nullopt;
  const std::string* by = raised_variable(parts->arguments[2]);
  if (by == nullptr || by->starts_with('$')) return std::nullopt;
  const std::string* variable = raised_variable(parts->arguments[0]);
  if (variable != nullptr && *variable == "$flagd.flagKey") return Bucketing{std::nullopt, *by};
  const std::string* salt = parts->arguments[0].string();
  return salt == nullptr ? std::nullopt : std::optional(Bucketing{*salt, *by});
}

// ["name",weight], with weights that are positive and, together, the whole.
using Weights = std::vector<std::pair<std::string, std::int64_t>>;

std::optional<Weights> weights_of(std::span<const Json> pairs) {
  Weights weights;
  std::int64_t sum = 0;
  for (const Json& pair : pairs) {
    const Json::Array* items = pair.array_items();
    if (items == nullptr || items->size() != 2) return std::nullopt;
    const std::string* name = items->front().string();
    const std::int64_t* weight = items->back().integer();
    if (name == nullptr || weight == nullptr || *weight <= 0 || *weight > whole) return {};
    const auto is_same = [&](const auto& known) { return known.first == *name; };
    if (std::ranges::any_of(weights, is_same)) return std::nullopt;
    weights.emplace_back(*name, *weight);
    sum += *weight;
  }
  return sum == whole ? std::optional(std::move(weights)) : std::nullopt;
}

class Raiser {
 public:
  Raiser(const std::string& key, const Json& evaluators, const model::Config& config)
      : conditions_(evaluators, raised_.model) {
    raised_.model.config = config;
    raised_.model.flags.emplace_back().key.value = key;
  }

  std::optional<RaisedFlag> run(const Json& flag) {
    if (!read_variants(flag) || !read_targeting(flag.find("targeting"))) return std::nullopt;
    if (canonical(again()) != canonical(flag)) return std::nullopt;
    return std::move(raised_);
  }

 private:
  model::Flag& flag() { return raised_.model.flags.front(); }

  bool read_variants(const Json& object) {
    const Json* variants = object.find("variants");
    const Json* resting = object.find("defaultVariant");
    if (variants == nullptr || variants->members() == nullptr) return false;
    for (const auto& [name, value] : *variants->members()) {
      if (flag().variant_index(name)) return false;
      flag().variants.push_back({{name, {}}, value, {}});
    }
    const auto index = resting != nullptr && resting->string() != nullptr
                           ? flag().variant_index(*resting->string())
                           : std::nullopt;
    if (index) raised_.resting = *index;
    return index.has_value();
  }

  bool read_targeting(const Json* targeting) {
    if (targeting == nullptr) return true;
    const auto chain = raised_operation(*targeting);
    if (!chain || chain->name != "if" || chain->arguments.size() % 2 == 0) return false;
    if (chain->arguments.size() / 2 > most_branches || !chain->arguments.back().is_null()) {
      return false;
    }
    order_variants(chain->arguments);
    for (std::size_t i = 0; i + 1 < chain->arguments.size(); i += 2) {
      if (!read_branch(chain->arguments[i], chain->arguments[i + 1])) return false;
    }
    return true;
  }

  bool read_branch(const Json& condition, const Json& result) {
    RaisedBranch branch;
    auto serve = read_serve(result);
    if (!serve) return false;
    branch.serve = std::move(*serve);
    // Only in the first two places, where lowering puts it.
    if (raised_.branches.size() < 2 && slot_logic_.is_null() && read_slot(condition)) {
      branch.slot = slot_;
      slot_logic_ = condition;
    } else {
      auto read = conditions_.raise(condition);
      if (!read) return false;
      branch.condition = std::move(*read);
    }
    raised_.branches.push_back(std::move(branch));
    return true;
  }

  // JSON keeps no order of members, and splits follow the order of the variants: they are put into
  // the order in which the first split has them. What does not fit is not the same when lowered.
  void order_variants(std::span<const Json> chain) {
    std::vector<std::vector<std::string>> orders;
    for (std::size_t i = 1; i < chain.size(); i += 2) {
      const auto split = raised_operation(chain[i]);
      if (!split || split->name != "fractional" || split->arguments.empty()) continue;
      const auto weights = weights_of(split->arguments.subspan(1));
      if (!weights) continue;
      std::vector<std::string> names;
      for (const auto& [name, weight] : *weights) names.push_back(name);
      orders.push_back(std::move(names));
    }
    sort_by(orders);
  }

  // Takes, again and again, the first variant that stands behind no other that is left.
  void sort_by(const std::vector<std::vector<std::string>>& orders) {
    std::vector<model::Variant>& left = flag().variants;
    std::vector<model::Variant> sorted;
    const auto is_left = [&](const std::string& name) {
      return std::ranges::any_of(left, [&](const auto& one) { return *one.name == name; });
    };
    const auto is_first = [&](const model::Variant& variant) {
      return std::ranges::all_of(orders, [&](const auto& order) {
        for (const std::string& name : order) {
          if (name == *variant.name) return true;
          if (is_left(name) && std::ranges::find(order, *variant.name) != order.end()) return false;
        }
        return true;
      });
    };
    while (!left.empty()) {
      auto next = std::ranges::find_if(left, is_first);
      if (next == left.end()) next = left.begin();  // orders that contradict each other
      sorted.push_back(std::move(*next));
      left.erase(next);
    }
    left = std::move(sorted);
  }

  std::optional<model::Serve> read_serve(const Json& result) {
    model::Serve serve;
    if (const std::string* name = result.string()) {
      const auto variant = flag().variant_index(*name);
      if (!variant) return std::nullopt;
      serve.shares = {{*variant, whole, {}}};
      return serve;
    }
    const auto split = raised_operation(result);
    if (!split || split->name != "fractional" || split->arguments.size() < 3) return std::nullopt;
    const auto bucketing = bucketing_of(split->arguments.front());
    const auto weights = weights_of(split->arguments.subspan(1));
    if (!bucketing || !weights || !use_salt(bucketing->salt)) return std::nullopt;
    for (const auto& [name, weight] : *weights) {
      const auto variant = flag().variant_index(name);
      if (!variant) return std::nullopt;
      serve.shares.push_back({*variant, weight, {}});
    }
    serve.by = Spanned<std::string>{bucketing->by, {}};
    return serve;
  }

  // All splits of a flag hash with the same.
  bool use_salt(const std::optional<std::string>& salt) {
    if (!split_seen_ && salt) flag().salt = Spanned<std::string>{*salt, {}};
    split_seen_ = true;
    return salt ? flag().salt && **flag().salt == *salt : !flag().salt;
  }

  // {"!":[{"and":[…,{"===":[{"fractional":[{"cat":[SALT,":",{"var":BY}]},[KEY,W]…]},KEY]}]}]}
  bool read_slot(const Json& condition) {
    const auto outside = raised_operation(condition);
    if (!outside || outside->name != "!" || outside->arguments.size() != 1) return false;
    const auto inside = raised_operation(outside->arguments.front());
    if (!inside || inside->name != "and" || inside->arguments.size() != 3) return false;
    const auto same = raised_operation(inside->arguments.back());
    if (!same || same->name != "===" || same->arguments.size() != 2) return false;
    const auto split = raised_operation(same->arguments.front());
    if (!split || split->name != "fractional" || split->arguments.size() < 2) return false;
    const auto bucketing = bucketing_of(split->arguments.front());
    const auto weights = weights_of(split->arguments.subspan(1));
    if (!bucketing || !bucketing->salt || !weights) return false;
    model::Group group;
    group.salt = Spanned<std::string>{*bucketing->salt, {}};
    group.by = Spanned<std::string>{bucketing->by, {}};
    slot_ = {*bucketing->salt, bucketing->by, 0, 0};
    std::int64_t begin = 0;
    for (const auto& [name, weight] : *weights) {
      if (name == *flag().key) slot_.begin = begin, slot_.end = begin + weight;
      begin += weight;
      if (!name.empty()) group.members.push_back({{{name, {}}, std::nullopt}, weight, {}});
    }
    return canonical(outside_slot(group, flag())) == canonical(condition);
  }

  // What was read, lowered as lowering 1 does. Slots are compared when they are read.
  Json again() {
    Segments segments(raised_.model);
    Chain chain;
    for (const RaisedBranch& branch : raised_.branches) {
      const Result result = lower_serve(flag(), branch.serve);
      if (branch.slot) {
        chain.add({}, slot_logic_, result.value);
        continue;
      }
      std::vector<Json> members{lower_condition(segments, branch.condition, Reference::by_name)};
      std::ranges::copy(result.guard, std::back_inserter(members));
      chain.add({}, conjunction(members), result.value);
    }
    Json variants = Json::object();
    for (const model::Variant& variant : flag().variants)
      variants.set(*variant.name, variant.value);
    Json object = Json::object({{"state", "ENABLED"},
                                {"variants", std::move(variants)},
                                {"defaultVariant", *flag().variants[raised_.resting].name}});
    if (!chain.empty()) object.set("targeting", chain.targeting());
    return object;
  }

  RaisedFlag raised_;
  ConditionRaiser conditions_;
  RaisedSlot slot_;
  Json slot_logic_;  // null: there is none
  bool split_seen_ = false;
};

}  // namespace

std::optional<RaisedFlag> raise_flag(const std::string& key, const Json& flag,
                                     const Json& evaluators, const model::Config& config) {
  return Raiser(key, evaluators, config).run(flag);
}

}  // namespace ensign::lower
