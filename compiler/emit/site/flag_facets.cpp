#include "emit/site/flag_facets.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "emit/page/links.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

constexpr std::int64_t soon_days = 30;

struct Bucket {
  std::string title;
  std::vector<std::uint32_t> flags;
};
using Buckets = std::map<std::string, Bucket>;

std::string owner_title(const model::Model& model, const model::Owner& owner) {
  if (owner.team) return title_or(model.at(*owner.team).title, *owner.name);
  if (owner.person) return title_or(model.at(*owner.person).name, *owner.name);
  return *owner.name;
}

void append(std::vector<FlagList>& lists, std::string_view facet, Buckets buckets) {
  for (auto& [value, bucket] : buckets) {
    const std::size_t count = bucket.flags.size();
    const std::size_t parts = (count + most_rows - 1) / most_rows;
    for (std::size_t part = 0; part < parts; ++part) {
      const auto first = bucket.flags.begin() + static_cast<std::ptrdiff_t>(part * most_rows);
      const auto last = bucket.flags.begin() +
                        static_cast<std::ptrdiff_t>(std::min(count, (part + 1) * most_rows));
      lists.push_back({facet, value, bucket.title, part + 1, parts, {first, last}});
    }
  }
}

}  // namespace

std::string_view end_word(const model::Flag& flag, Date today) {
  if (flag.permanent) return "permanent";
  if (!flag.expires) return "undated";
  const std::int64_t days = flag.expires->value.days - today.days;
  return days < 0 ? "overdue" : days <= soon_days ? "soon" : "later";
}

FlagStage stage_of(const Facts& facts, Id<model::Flag> id) {
  const auto& uses = facts.flag_uses[id.index].stages;
  if (uses.empty()) return {};
  const Id<model::Plan> plan = uses.front().plan;
  return {&facts.model.at(plan), facts.current_stages[plan.index]};
}

std::string stage_words(const FlagStage& of) {
  if (of.plan == nullptr) return {};
  return of.stage == nullptr ? "complete" : title_or(of.stage->title, *of.stage->id);
}

std::string_view state_name(const State& state) {
  return state.tone == "none" ? "absent" : state.tone;
}

std::vector<FlagList> flag_lists(const Facts& facts) {
  Buckets owners, types, risks, stages, scopes, areas;
  const auto put = [](Buckets& buckets, const std::string& value, const std::string& title,
                      std::uint32_t flag) {
    Bucket& bucket = buckets[value];
    if (bucket.flags.empty()) bucket.title = title;
    bucket.flags.push_back(flag);
  };
  for (std::uint32_t i = 0; i < facts.model.flags.size(); ++i) {
    const model::Flag& flag = facts.model.flags[i];
    const std::string type(model::spelling(*flag.type)), risk(model::spelling(*flag.risk));
    if (!facts.open) put(owners, *flag.owner.name, owner_title(facts.model, flag.owner), i);
    put(types, type, plain_words(type), i);
    put(risks, risk, risk_words(*flag.risk), i);
    const FlagStage of = stage_of(facts, id_at<model::Flag>(i));
    if (of.stage != nullptr) {
      put(stages, *of.plan->id + "-" + *of.stage->id,
          fmt::format("{}, {}", title_or(of.plan->title, *of.plan->id), stage_words(of)), i);
    }
    for (const auto& scope : flag.scopes) put(scopes, *scope, *scope, i);
    if (!facts.open && !flag.area->empty()) put(areas, *flag.area, *flag.area, i);
  }
  std::vector<FlagList> lists;
  append(lists, "owner", std::move(owners));
  append(lists, "type", std::move(types));
  append(lists, "risk", std::move(risks));
  append(lists, "stage", std::move(stages));
  append(lists, "scope", std::move(scopes));
  append(lists, "area", std::move(areas));
  return lists;
}

std::string list_path(std::string_view facet, std::string_view value) {
  return fmt::format("flags/by-{}/{}.html", facet, file_name(value));
}

std::string list_path(const FlagList& list) {
  if (list.part == 1) return list_path(list.facet, list.value);
  return fmt::format("flags/by-{}/{}.part-{}.html", list.facet, file_name(list.value), list.part);
}

}  // namespace ensign::emit::pages
