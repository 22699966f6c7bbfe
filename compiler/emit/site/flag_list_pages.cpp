// flags/by-<facet>/<value>.html: the flags that have one thing in common.
#include <fmt/format.h>

#include "emit/site/flag_facets.h"
#include "emit/site/flag_row.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

std::string_view heading_of(std::string_view facet) {
  if (facet == "owner") return "owned by";
  if (facet == "type") return "of type";
  if (facet == "risk") return "of risk";
  if (facet == "stage") return "in stage";
  if (facet == "scope") return "rolled out by";
  return "of the area";
}

// A short line for each: the lists of all facets together hold every flag several times.
Value::List lines(const Desk& desk, const FlagList& list) {
  Value::List rows;
  for (const std::uint32_t index : list.flags) {
    const model::Flag& flag = desk.model().flags[index];
    const State state = flag_state(flag, flag.environment(desk.facts().production()));
    rows.push_back(Value::map({{"link", desk.flag(id_at<model::Flag>(index))},
                               {"title", flag.title},
                               {"state", state_value(state)}}));
  }
  return rows;
}

Value::List parts(const Desk& desk, const FlagList& list) {
  Value::List links;
  if (list.parts == 1) return links;
  for (std::size_t part = 1; part <= list.parts; ++part) {
    const FlagList other{list.facet, list.value, list.title, part, list.parts, {}};
    links.push_back(desk.link(fmt::format("part {}", part), list_path(other)));
  }
  return links;
}

}  // namespace

Page flag_list_page(const Facts& facts, const FlagList& list) {
  const Desk desk(facts, list_path(list));
  const bool is_area = list.facet == "area";
  const std::string part =
      list.parts == 1 ? std::string() : fmt::format(", part {} of {}", list.part, list.parts);
  Page page{.path = desk.path(),
            .kind = "flag-list",
            .form = "flag-list.html",
            .section = "flags/index.html",
            .title = fmt::format("Flags {} {}{}", heading_of(list.facet), list.title, part),
            .description = fmt::format("The flags {} {}.", heading_of(list.facet), list.title),
            .crumbs = {{"Flags", "flags/index.html"}}};
  page.data.set("count", plural(list.flags.size(), "flag", "flags"));
  page.data.set("parts", parts(desk, list));
  page.data.set("production", facts.production());
  page.data.set("lines", is_area ? Value::List() : lines(desk, list));
  const auto rows = is_area ? by_urgency(facts, list.flags) : std::vector<std::uint32_t>();
  page.data.set("table", flag_table(desk, rows));
  page.data.set("filter", filter_value(desk, rows));
  page.data.set("area", is_area);
  return page;
}

}  // namespace ensign::emit::pages
