// groups/index.html and groups/<name>.html: flags of which no user gets two.
#include <fmt/format.h>

#include "emit/site/flag_parts.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

constexpr std::int64_t everyone = 100'000;  // thousandths of a percent

std::int64_t taken(const model::Group& group) {
  std::int64_t sum = 0;
  for (const model::GroupMember& member : group.members) sum += member.weight;
  return sum;
}

// The slots in the order of the file, each from where the one before ends.
Value::List slots(const Desk& desk, const model::Group& group) {
  Value::List list;
  std::int64_t from = 0;
  for (const model::GroupMember& member : group.members) {
    const std::int64_t to = from + member.weight;
    list.push_back(Value::map({{"link", desk.flag(member.flag)},
                               {"share", percent_words(member.weight)},
                               {"from", percent_words(from)},
                               {"to", percent_words(to)}}));
    from = to;
  }
  return list;
}

Value summary(const Desk& desk, const model::Group& group) {
  return Value::map(
      {{"link", desk.group(group)},
       {"name", *group.name},
       {"by", group.by ? **group.by : "targetingKey"},
       {"count", plural(group.members.size(), "flag", "flags")},
       {"taken", percent_words(taken(group))},
       {"left", taken(group) < everyone ? percent_words(everyone - taken(group)) : ""},
       {"owner", desk.owner(group.owner)}});
}

}  // namespace

Value group_value(const Desk& desk, const model::Flag& flag) {
  Value value = Value::map({{"given", flag.group.has_value()}});
  if (!flag.group) {
    value.set("link", desk.link("", "")).set("share", "").set("by", "").set("from", "");
    return value.set("to", "").set("others", "");
  }
  const model::Group& group = desk.model().at(*flag.group);
  std::int64_t from = 0;
  for (const model::GroupMember& member : group.members) {
    if (*member.flag.name == *flag.key) {
      value.set("share", percent_words(member.weight));
      value.set("from", percent_words(from));
      value.set("to", percent_words(from + member.weight));
    }
    from += member.weight;
  }
  value.set("link", desk.link(*group.name, desk.facts().path(group)));
  value.set("by", group.by ? **group.by : "targetingKey");
  return value.set("others", plural(group.members.size() - 1, "other flag", "other flags"));
}

Page groups_page(const Facts& facts) {
  const Desk desk(facts, "groups/index.html");
  Value::List groups;
  for (const model::Group& group : facts.model.groups) groups.push_back(summary(desk, group));
  Page page{.path = desk.path(),
            .kind = "groups",
            .form = "groups.html",
            .section = "flags/index.html",
            .title = "Groups",
            .description = "Flags that exclude each other, and who may get which.",
            .crumbs = {{"Flags", "flags/index.html"}}};
  page.data.set("groups", std::move(groups));
  return page;
}

Page group_page(const Facts& facts, Id<model::Group> id) {
  const model::Group& group = facts.model.at(id);
  const Desk desk(facts, facts.path(group));
  Page page{.path = desk.path(),
            .kind = "group",
            .form = "group.html",
            .section = "flags/index.html",
            .title = title_or(group.title, *group.name),
            .description = fmt::format("The slots of the group {}.", *group.name),
            .crumbs = {{"Flags", "flags/index.html"}, {"Groups", "groups/index.html"}}};
  page.data = summary(desk, group);
  FactRows rows(desk);
  rows.link("Owner", desk.owner(group.owner));
  rows.code("Hashed attribute", group.by ? **group.by : "targetingKey");
  rows.code("Salt", group.salt ? **group.salt : *group.name);
  page.data.set("facts", rows.take());
  page.data.set("slots", slots(desk, group));
  page.data.set("source", facts.model.path(group.file));
  return page;
}

}  // namespace ensign::emit::pages
