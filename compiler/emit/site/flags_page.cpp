// flags/index.html: every flag in one table, what needs a person first, then what ends soonest. Of
// more than a thousand flags it shows those that need a person, and a row for each area.
#include <algorithm>
#include <map>
#include <numeric>

#include "emit/site/flag_facets.h"
#include "emit/site/flag_row.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

struct Area {
  std::size_t flags = 0, on = 0, part = 0, overdue = 0, soon = 0;
};

Value::List areas_value(const Desk& desk) {
  const Facts& facts = desk.facts();
  std::map<std::string, Area> areas;
  for (const model::Flag& flag : facts.model.flags) {
    Area& area = areas[*flag.area];
    ++area.flags;
    const State state = flag_state(flag, flag.environment(facts.production()));
    if (state.tone == "on") ++area.on;
    if (state.tone == "part") ++area.part;
    const std::string_view end = end_word(flag, facts.today);
    if (end == "overdue") ++area.overdue;
    if (end == "soon") ++area.soon;
  }
  Value::List list;
  for (const auto& [name, area] : areas) {
    const bool has_page = !facts.open && !name.empty();
    list.push_back(Value::map({{"link", desk.link(name.empty() ? "no area" : name,
                                                  has_page ? list_path("area", name) : "")},
                               {"flags", area.flags},
                               {"on", area.on},
                               {"part", area.part},
                               {"soon", area.soon},
                               {"overdue", area.overdue}}));
  }
  return list;
}

// By what else the flags can be looked through: one line of links for each facet.
Value::List facets_value(const Desk& desk) {
  Value::List facets;
  std::string_view facet;
  Value::List links;
  const auto finish = [&] {
    if (links.empty()) return;
    Value value = Value::map({{"name", facet}});
    value.set("links", std::move(links));
    facets.push_back(std::move(value));
    links = {};
  };
  for (const FlagList& list : flag_lists(desk.facts())) {
    if (list.part > 1) continue;
    if (list.facet != facet) finish();
    facet = list.facet;
    links.push_back(desk.link(list.title, list_path(list)));
  }
  finish();
  return facets;
}

}  // namespace

Page flags_page(const Facts& facts) {
  const Desk desk(facts, "flags/index.html");
  std::vector<std::uint32_t> flags(facts.model.flags.size());
  std::iota(flags.begin(), flags.end(), 0U);
  flags = by_urgency(facts, std::move(flags));
  const auto attention = static_cast<std::size_t>(std::count_if(
      flags.begin(), flags.end(), [&](std::uint32_t flag) { return needs_person(facts, flag); }));
  const bool many = flags.size() > most_rows;
  Value filter = filter_value(desk, flags);
  if (many) flags.resize(std::min(attention, most_rows));
  Page page{
      .path = desk.path(),
      .kind = "flags",
      .form = "flags.html",
      .section = "flags/index.html",
      .title = "Flags",
      .description = "Every feature flag with its owner, risk, end and state per environment."};
  Value& data = page.data;
  data.set("count", plural(facts.model.flags.size(), "flag", "flags"));
  data.set("attention", attention == 0 ? std::string() : std::to_string(attention));
  data.set("many", many);
  data.set("production", facts.production());
  data.set("shown", plural(flags.size(), "flag", "flags"));
  data.set("areas", many ? areas_value(desk) : Value::List());
  data.set("facets", facets_value(desk));
  data.set("filter", std::move(filter));
  data.set("table", flag_table(desk, flags));
  data.set("data", desk.link("index/flags.json", "index/flags.json"));
  return page;
}

}  // namespace ensign::emit::pages
