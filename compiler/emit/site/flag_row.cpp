#include "emit/site/flag_row.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "emit/site/findings.h"
#include "emit/site/flag_facets.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

Value row_value(const Desk& desk, std::uint32_t index) {
  const Facts& facts = desk.facts();
  const model::Flag& flag = facts.model.flags[index];
  const auto id = id_at<model::Flag>(index);
  Value::List states;
  std::string tones;
  for (const model::Environment& environment : facts.model.config.environments) {
    const State state = flag_state(flag, flag.environment(*environment.name));
    tones += (tones.empty() ? "" : " ") + *environment.name + ":" + std::string(state_name(state));
    states.push_back(state_value(state));
  }
  Value value = Value::map({{"link", desk.flag(id)},
                            {"title", flag.title},
                            {"attention", needs_person(facts, index)},
                            {"type", model::spelling(*flag.type)},
                            {"risk_name", model::spelling(*flag.risk)},
                            {"risk", state_value(risk_state(*flag.risk))},
                            {"owner", desk.owner(flag.owner)},
                            {"owner_name", facts.open ? std::string() : *flag.owner.name},
                            {"stage", stage_words(stage_of(facts, id))},
                            {"end", end_word(flag, facts.today)},
                            {"tones", std::move(tones)},
                            {"expiry", state_value(expiry_state(flag, facts.today))}});
  value.set("expires", flag.expires ? time_value(**flag.expires) : no_time());
  value.set("states", std::move(states));
  return value;
}

Value choice(std::string_view value, std::string_view title) {
  return Value::map({{"value", value}, {"title", title}});
}

}  // namespace

bool needs_person(const Facts& facts, std::uint32_t flag) {
  return !facts.open && !findings_in(facts, facts.model.flags[flag].file).empty();
}

std::vector<std::uint32_t> by_urgency(const Facts& facts, std::vector<std::uint32_t> flags) {
  using Key = std::tuple<bool, std::int32_t, std::uint32_t>;
  std::vector<Key> keys;
  for (const std::uint32_t flag : flags) {
    const auto& expires = facts.model.flags[flag].expires;
    const std::int32_t end = expires ? (*expires)->days : std::numeric_limits<std::int32_t>::max();
    keys.emplace_back(!needs_person(facts, flag), end, flag);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 0; i < keys.size(); ++i) flags[i] = std::get<2>(keys[i]);
  return flags;
}

Value flag_table(const Desk& desk, std::span<const std::uint32_t> flags) {
  Value::List environments, rows;
  for (const auto& environment : desk.model().config.environments) {
    environments.push_back(title_or(environment.title, *environment.name));
  }
  for (const std::uint32_t flag : flags) rows.push_back(row_value(desk, flag));
  Value value = Value::map();
  value.set("environments", std::move(environments));
  return value.set("rows", std::move(rows));
}

Value filter_value(const Desk& desk, std::span<const std::uint32_t> flags) {
  const Facts& facts = desk.facts();
  std::set<std::string> owners, stages;
  std::set<model::FlagType> types;
  for (const std::uint32_t i : flags) {
    const model::Flag& flag = facts.model.flags[i];
    if (!facts.open) owners.insert(*flag.owner.name);
    types.insert(*flag.type);
    const std::string stage = stage_words(stage_of(facts, id_at<model::Flag>(i)));
    if (!stage.empty()) stages.insert(stage);
  }
  Value::List owner_list, type_list, risk_list, stage_list, environments;
  for (const std::string& owner : owners) owner_list.push_back(choice(owner, owner));
  for (const model::FlagType type : types) {
    type_list.push_back(choice(model::spelling(type), plain_words(model::spelling(type))));
  }
  for (const auto risk : {model::Risk::L0, model::Risk::L1, model::Risk::L2, model::Risk::L3}) {
    risk_list.push_back(choice(model::spelling(risk), risk_words(risk)));
  }
  for (const std::string& stage : stages) stage_list.push_back(choice(stage, stage));
  for (const auto& environment : facts.model.config.environments) {
    environments.push_back(
        choice(*environment.name, title_or(environment.title, *environment.name)));
  }
  Value value = Value::map();
  value.set("owners", std::move(owner_list));
  value.set("types", std::move(type_list));
  value.set("risks", std::move(risk_list));
  value.set("stages", std::move(stage_list));
  return value.set("environments", std::move(environments));
}

}  // namespace ensign::emit::pages
